package org.chiasm.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.chiasm.ClinicalEvent;
import org.chiasm.study.SeriesRule;

class SeriesRankingPropertyTest {
  private static final List<SeriesRule> RULES =
      List.of(
          SeriesFixture.rule("dicom_modality=CT", "body_part=CHEST", "plane=axial", "kernel=lung"),
          SeriesFixture.rule("kernel=soft", "slice_thickness<=3", "contrast=no"),
          SeriesFixture.rule("view=PA", "min_slices=1"),
          SeriesFixture.rule("plane=coronal|sagittal"),
          new SeriesRule(List.of()));

  @Provide
  Arbitrary<List<ClinicalEvent>> studies() {
    return fixtures().list().ofMinSize(1).ofMaxSize(6).map(SeriesRankingPropertyTest::numbered);
  }

  private record Draft(List<String> attributes, int slices, double spacing, int orientation) {}

  private static Arbitrary<Draft> fixtures() {
    return Combinators.combine(
            Arbitraries.of(
                    "Modality=CT",
                    "Modality=MR",
                    "Modality=DX",
                    "Modality=SR",
                    "ImageType=DERIVED\\SECONDARY\\REFORMATTED",
                    "ImageType=ORIGINAL\\PRIMARY\\LOCALIZER",
                    "ConvolutionKernel=B70f",
                    "ConvolutionKernel=B30f",
                    "Manufacturer=SIEMENS",
                    "BodyPartExamined=HEAD",
                    "SliceThickness=1",
                    "SliceThickness=",
                    "ViewPosition=PA",
                    "SeriesDescription=Dose Report",
                    "ContrastBolusAgent=NONE",
                    "StudyDescription=Thorax")
                .list()
                .ofMaxSize(8),
            Arbitraries.integers().between(1, 6),
            Arbitraries.of(0.0, 1.0, 5.0),
            Arbitraries.integers().between(0, 2))
        .as(Draft::new);
  }

  private static List<ClinicalEvent> numbered(List<Draft> drafts) {
    var events = new ArrayList<ClinicalEvent>();
    double[][] orientations = {{1, 0, 0, 0, 1, 0}, {1, 0, 0, 0, 0, -1}, {}};
    for (int i = 0; i < drafts.size(); i++) {
      var draft = drafts.get(i);
      events.addAll(
          SeriesFixture.ct("1." + i, draft.attributes().toArray(String[]::new))
              .slices(draft.slices(), draft.spacing())
              .oriented(orientations[draft.orientation()])
              .events());
    }
    return events;
  }

  @Property(tries = 150)
  void everySeriesAppearsOnceAndEveryRejectedOneSaysWhy(
      @ForAll("studies") List<ClinicalEvent> events) {
    for (var study : ImagingStudy.of(events)) {
      for (var rule : RULES) {
        var ranking = SeriesSelector.rank(rule, study);
        assertThat(ranking.series())
            .extracting(each -> each.series().seriesInstanceUid())
            .containsExactlyInAnyOrderElementsOf(
                study.series().stream().map(ImagingSeries::seriesInstanceUid).toList());
        for (int i = 0; i < ranking.accepted().size(); i++) {
          assertThat(ranking.accepted().get(i).rank()).hasValue(i + 1);
          assertThat(ranking.accepted().get(i).instances()).isNotEmpty();
        }
        assertThat(ranking.rejected())
            .allSatisfy(each -> assertThat(each.rejections()).isNotEmpty());
      }
    }
  }

  @Property(tries = 150)
  void theOrderOfEventsNeverMatters(
      @ForAll("studies") List<ClinicalEvent> events, @ForAll long seed) {
    var shuffled = new ArrayList<>(events);
    Collections.shuffle(shuffled, new Random(seed));
    for (var rule : RULES) {
      assertThat(
              ImagingStudy.of(shuffled).stream()
                  .map(study -> SeriesSelector.rank(rule, study))
                  .toList())
          .isEqualTo(
              ImagingStudy.of(events).stream()
                  .map(study -> SeriesSelector.rank(rule, study))
                  .toList());
    }
  }
}
