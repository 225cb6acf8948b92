package org.chiasm.connect.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chiasm.AssigningAuthority;
import org.chiasm.ClinicalEvent;
import org.chiasm.EventValue.ImageInstance;
import org.chiasm.FactKind;
import org.chiasm.SourceItem;
import org.chiasm.connect.ReadProgress;
import org.chiasm.connect.pacs.DicomFolderSource;
import org.chiasm.imaging.ImagingStudy;
import org.chiasm.imaging.RankedSeries;
import org.chiasm.imaging.SeriesReason;
import org.chiasm.imaging.SeriesSelector;
import org.chiasm.study.Comparison;
import org.chiasm.study.SeriesRule;
import org.chiasm.study.SeriesRule.Criterion;
import org.chiasm.study.SiteDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The right series of real studies, from the headers as a PACS sends them. */
class RealSeriesTest {
  private static final List<String> DESCRIPTIONS =
      List.of("SeriesDescription", "StudyDescription", "ProtocolName");

  private static List<ClinicalEvent> images(Path folder) throws Exception {
    var site =
        new SiteDefinition(
            "test",
            ZoneId.of("Europe/Berlin"),
            Map.of("pacs", new AssigningAuthority("urn:test")),
            Map.of(FactKind.IMAGE, Duration.ofHours(1)),
            Map.of(),
            Map.of(),
            Map.of(),
            Duration.ofMinutes(10));
    var events = new ArrayList<ClinicalEvent>();
    new DicomFolderSource("pacs", folder, site)
        .read(
            item -> {
              if (item instanceof SourceItem.Fact fact) {
                events.add(fact.event());
              }
            },
            ReadProgress.SILENT);
    return events;
  }

  private static ClinicalEvent without(List<String> keywords, ClinicalEvent event) {
    if (!(event.value() instanceof ImageInstance image)) {
      return event;
    }
    var attributes = new TreeMap<>(image.attributes());
    keywords.forEach(attributes::remove);
    return new ClinicalEvent(
        event.key(),
        event.kind(),
        event.code(),
        event.effective(),
        event.available(),
        event.boundary(),
        new ImageInstance(
            image.studyInstanceUid(),
            image.seriesInstanceUid(),
            image.sopInstanceUid(),
            attributes),
        event.status(),
        event.origin());
  }

  private static SeriesRule rule(String body, String kernel, String thickness) {
    var criteria = new ArrayList<Criterion>();
    criteria.add(new Criterion("dicom_modality", Comparison.EQUAL, List.of("CT")));
    criteria.add(new Criterion("plane", Comparison.EQUAL, List.of("axial")));
    if (!body.isEmpty()) {
      criteria.add(new Criterion("body_part", Comparison.EQUAL, List.of(body)));
    }
    criteria.add(new Criterion("kernel", Comparison.EQUAL, List.of(kernel)));
    if (!thickness.isEmpty()) {
      criteria.add(new Criterion("slice_thickness", Comparison.LESS_OR_EQUAL, List.of(thickness)));
    }
    return new SeriesRule(criteria);
  }

  /** The accepted series, best first, each as kernel and slice thickness. */
  private static List<String> accepted(SeriesRule rule, List<ClinicalEvent> events) {
    var found = new ArrayList<String>();
    for (var study : ImagingStudy.of(events)) {
      for (RankedSeries ranked : SeriesSelector.rank(rule, study).accepted()) {
        var series = ranked.series();
        found.add(series.attribute("ConvolutionKernel") + "/" + series.attribute("SliceThickness"));
      }
    }
    return found;
  }

  @ParameterizedTest
  @CsvSource({
    "dicom_chest_ct/headers_only/Lung_Dx-A0002, CHEST, lung, '', B70f/8",
    "dicom_chest_ct/headers_only/Lung_Dx-A0002, CHEST, soft, '', B40f/8",
    "dicom_chest_ct/headers_only/Lung_Dx-A0002, CHEST, lung, 5, ''",
    "dicom_chest_ct/headers_only/Lung_Dx-A0002, ABDOMEN, lung, '', ''",
    "dicom_chest_ct/headers_only/Lung_Dx-A0001, CHEST, lung, 5, L/5",
    "dicom_chest_ct/headers_only/Lung_Dx-A0001, CHEST, soft, 5, B/5",
    "dicom_chest_ct/headers_only/Lung_Dx-A0001, CHEST, bone, 5, ''",
    "dicom_ct_study/headers_only/Philips/S21570, HEAD, soft, 5, UB/1 UB/5",
    "dicom_ct_study/headers_only/Philips/S21570, BRAIN, brain, 5, UB/1 UB/5",
    "dicom_ct_study/headers_only/Philips/S21570, HEAD, bone, 1.5, YA/1",
    "dicom_ct_study/headers_only/Philips/S21570, '', lung, 5, ''",
    "dicom_ct_study/headers_only/Philips/S21570, CHEST, soft, 5, ''",
  })
  void theRightSeriesIsFoundAlsoWithoutDescriptions(
      String study, String body, String kernel, String thickness, String expected)
      throws Exception {
    var events = images(SharedPixels.folder(study));
    var uids = expected.isEmpty() ? List.of() : Arrays.asList(expected.split(" ", -1));
    assertThat(accepted(rule(body, kernel, thickness), events)).isEqualTo(uids);
    var blanked = events.stream().map(event -> without(DESCRIPTIONS, event)).toList();
    assertThat(accepted(rule(body, kernel, thickness), blanked)).isEqualTo(uids);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dicom_chest_ct/headers_only", "dicom_ct_study/headers_only"})
  void everySeriesHasItsPlaceAndEveryRejectedOneItsReason(String folder) throws Exception {
    for (var study : ImagingStudy.of(images(SharedPixels.folder(folder)))) {
      var ranking = SeriesSelector.rank(rule("CHEST", "lung", "3"), study);
      assertThat(ranking.series()).hasSameSizeAs(study.series());
      assertThat(ranking.rejected()).allSatisfy(each -> assertThat(each.rejections()).isNotEmpty());
    }
  }

  @Test
  void theLocalizerAndTheExamSummaryAreRejectedForWhatTheyAre() throws Exception {
    var events = images(SharedPixels.folder("dicom_ct_study/headers_only/Philips/S21570"));
    var ranking =
        SeriesSelector.rank(new SeriesRule(List.of()), ImagingStudy.of(events).getFirst());
    assertThat(ranking.accepted()).hasSize(3);
    assertThat(ranking.rejected())
        .flatExtracting(RankedSeries::rejections)
        .extracting(SeriesReason::text)
        .anyMatch(text -> text.contains("localizer"))
        .anyMatch(text -> text.contains("dose or summary page"));
  }

  @Test
  void everyHannoverRadiographIsAcceptedThoughDerived() throws Exception {
    var events = images(SharedPixels.folder("hannover/pacs"));
    var rule =
        new SeriesRule(
            List.of(
                new Criterion("dicom_modality", Comparison.EQUAL, List.of("CR", "DX")),
                new Criterion("body_part", Comparison.EQUAL, List.of("CHEST")),
                new Criterion("view", Comparison.EQUAL, List.of("frontal"))));
    int accepted = 0;
    for (var study : ImagingStudy.of(events)) {
      accepted +=
          SeriesSelector.rank(rule, study).accepted().stream()
              .mapToInt(each -> each.instances().size())
              .sum();
    }
    assertThat(accepted).isEqualTo(events.size()).isPositive();
  }
}
