package org.chiasm.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chiasm.imaging.SeriesFixture.acceptedUids;
import static org.chiasm.imaging.SeriesFixture.radiograph;
import static org.chiasm.imaging.SeriesFixture.rule;
import static org.chiasm.imaging.SeriesFixture.study;

import org.junit.jupiter.api.Test;

/** Slides and photographs are chosen by the same rules. */
class SlideSelectionTest {
  private static SeriesFixture of(String uid, String modality, String imageType) {
    return radiograph(uid, "Modality=" + modality, "ImageType=" + imageType, "BodyPartExamined=");
  }

  @Test
  void levelsAreAcceptedAndLabelsOverviewsAndThumbnailsAreNot() {
    var study =
        study(
            of("1.1", "SM", "ORIGINAL\\PRIMARY\\LABEL\\NONE"),
            of("1.2", "SM", "ORIGINAL\\PRIMARY\\OVERVIEW\\NONE"),
            of("1.3", "SM", "DERIVED\\PRIMARY\\THUMBNAIL\\RESAMPLED"),
            of("1.4", "SM", "ORIGINAL\\PRIMARY\\LOCALIZER\\NONE"),
            of("1.5", "SM", "DERIVED\\PRIMARY\\VOLUME\\RESAMPLED"),
            of("1.6", "SM", "ORIGINAL\\PRIMARY\\VOLUME\\NONE"));
    var ranking = SeriesSelector.rank(rule("dicom_modality=SM"), study);
    assertThat(ranking.accepted())
        .extracting(each -> each.series().seriesInstanceUid())
        .containsExactly("1.5", "1.6");
    assertThat(ranking.rejected())
        .allSatisfy(
            each ->
                assertThat(each.rejections().getFirst().text())
                    .contains("a slide's label, overview or thumbnail"));
  }

  @Test
  void aPhotographIsNoStackAndARadiographsLocalizerIsStillRead() {
    var study =
        study(
            of("1.1", "OP", "ORIGINAL\\PRIMARY\\COLOR"),
            of("1.2", "DX", "ORIGINAL\\PRIMARY\\LOCALIZER"));
    assertThat(acceptedUids(rule("dicom_modality=OP"), study)).containsExactly("1.1");
    assertThat(acceptedUids(rule("dicom_modality=DX"), study)).containsExactly("1.2");
  }
}
