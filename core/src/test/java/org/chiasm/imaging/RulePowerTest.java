package org.chiasm.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chiasm.imaging.SeriesFixture.ct;
import static org.chiasm.imaging.SeriesFixture.radiograph;
import static org.chiasm.imaging.SeriesFixture.study;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.chiasm.ClinicalEvent;
import org.chiasm.EventValue.ImageInstance;
import org.chiasm.imaging.appearance.SliceAppearance;
import org.chiasm.study.SeriesRule;
import org.chiasm.study.file.SeriesRuleText;
import org.chiasm.study.yaml.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a rule can ask beyond equality, and what pixels answer where headers do not. */
class RulePowerTest {
  private static final String SHARP_LUNGS = "500.0\\0.3000\\0.1000\\0.8000\\40.000\\50";
  private static final String SOFT_LUNGS = "500.0\\0.3000\\0.1000\\0.3800\\12.000\\50";
  private static final String SOFT_SKULL = "200.0\\0.0100\\0.9500\\0.3800\\4.000\\50";

  private static SeriesRule rule(String text) {
    if (SeriesRuleText.read(text, "test") instanceof Checked.Accepted<SeriesRule>(var rule, _)) {
      return rule;
    }
    throw new AssertionError(text);
  }

  private static List<String> accepted(String rule, SeriesFixture... fixtures) {
    return SeriesFixture.acceptedUids(rule(rule), study(fixtures));
  }

  private static String reasons(String rule, SeriesFixture fixture) {
    return SeriesSelector.rank(rule(rule), study(fixture)).series().getFirst().reasons().stream()
        .map(SeriesReason::text)
        .reduce("", (all, each) -> all + each + "\n");
  }

  private static SeriesFixture siemens(String uid, String kernel, String... more) {
    return ct(uid, "Manufacturer=SIEMENS", "ConvolutionKernel=" + kernel).with(more);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "kernel!=lung; 1.1",
        "kernel!=lung|soft; ''",
        "kernel~^B7; 1.2",
        "kernel!~^b7; 1.1",
        "series_description~lunge|xx; 1.2",
        "slice_thickness=4..6mm; 1.1 1.2",
        "slice_thickness!=5mm; ''",
        "spacing>5mm; ''",
        "spacing<=5mm; 1.1 1.2",
        "plane!=coronal; 1.1 1.2",
        "image_kind=original,kernel=soft; 1.1",
        "body_part~che; 1.1 1.2",
        "phase=native; 1.2"
      })
  void aRuleCanExcludeMatchAndBound(String rule, String expected) {
    assertThat(
            accepted(
                rule,
                siemens("1.1", "B40f", "SeriesDescription=Thorax arteriell"),
                siemens("1.2", "B70f", "SeriesDescription=Lunge nativ")))
        .containsExactlyElementsOf(
            expected.isEmpty() ? List.of() : List.of(expected.split(" ", -1)));
  }

  @Test
  void aNegationThatTheHeaderCannotAnswerIsNotCertain() {
    assertThat(reasons("kernel!=bone", ct("1.1")))
        .contains("kernel: asked not bone, found no kernel")
        .contains("not certain");
  }

  @Test
  void aDescriptionThatMatchesIsNeverQuoted() {
    assertThat(reasons("series_description~thorax", ct("1.1", "SeriesDescription=Thorax MUSTER")))
        .contains("a value that fits")
        .doesNotContain("MUSTER");
  }

  private static SeriesFixture seen(SeriesFixture fixture, String appearance) {
    return fixture.with(
        "BodyPartExamined=", "StudyDescription=", SliceAppearance.ATTRIBUTE + "=" + appearance);
  }

  @Test
  void pixelsTellTheKernelAndTheLungsWhereTheHeaderIsSilent() {
    String rule = "kernel=lung,body_part=CHEST";
    assertThat(accepted(rule, seen(ct("1.1"), SOFT_LUNGS), seen(ct("1.2"), SHARP_LUNGS)))
        .containsExactly("1.2");
    assertThat(accepted("body_part=CHEST", seen(ct("1.1"), SOFT_SKULL))).isEmpty();
    assertThat(accepted("body_part=HEAD,kernel=brain", seen(ct("1.1"), SOFT_SKULL)))
        .containsExactly("1.1");
    assertThat(reasons(rule, seen(ct("1.2"), SHARP_LUNGS)))
        .contains("0.80 per mm")
        .contains("PixelData")
        .contains("not certain");
  }

  @Test
  void aHeaderRanksBeforePixelsAndPixelsThatContradictItAreSaid() {
    assertThat(accepted("kernel=lung", seen(ct("1.1"), SHARP_LUNGS), siemens("1.2", "B70f")))
        .containsExactly("1.2", "1.1");
    assertThat(reasons("kernel=soft", seen(siemens("1.1", "B40f"), SHARP_LUNGS)))
        .contains("against the pixels, which look sharp")
        .contains("not certain");
    assertThat(accepted("kernel=lung", seen(ct("1.1", "SeriesDescription=Lunge 5mm"), SOFT_LUNGS)))
        .as("words alone do not stand against pixels")
        .isEmpty();
    assertThat(
            reasons(
                "body_part=CHEST",
                ct(
                    "1.1",
                    SliceAppearance.ATTRIBUTE + "=" + String.join("|", SOFT_SKULL, SOFT_SKULL))))
        .contains("against the pixels, which show a skull");
  }

  @Test
  void ofTwoAcquisitionsInOneSeriesOneIsRead() {
    var events = new ArrayList<ClinicalEvent>();
    for (var event : siemens("1.1", "B40f").slices(30, 5).events()) {
      events.add(again(event, "", "1"));
      events.add(again(event, ".b", "2"));
    }
    var ranked =
        SeriesSelector.rank(rule("kernel=soft"), ImagingStudy.of(events).getFirst()).best();
    assertThat(ranked.orElseThrow().instances())
        .hasSize(30)
        .allMatch(each -> each.attribute("AcquisitionNumber").equals("1"));
    assertThat(ranked.orElseThrow().reasons())
        .extracting(SeriesReason::text)
        .anyMatch(each -> each.contains("2 stacks over the same places"));
  }

  private static ClinicalEvent again(ClinicalEvent event, String suffix, String acquisition) {
    if (!(event.value() instanceof ImageInstance image)) {
      throw new AssertionError();
    }
    var attributes = new TreeMap<>(image.attributes());
    attributes.put("AcquisitionNumber", acquisition);
    return SeriesFixture.event(
        image.seriesInstanceUid(), image.sopInstanceUid() + suffix, attributes);
  }

  @Test
  void holesInInstanceNumbersAreTold() {
    var events = new ArrayList<>(siemens("1.1", "B40f").slices(30, 5).events());
    events.remove(12);
    var study = ImagingStudy.of(events).getFirst();
    assertThat(SeriesTraits.of(study).get("1.1"))
        .satisfies(traits -> assertThat(traits.completeness()).isEqualTo("incomplete"))
        .satisfies(traits -> assertThat(traits.completenessBecause()).contains("1 of them"));
    assertThat(SeriesTraits.of(study(siemens("1.1", "B40f", "ImagesInAcquisition=30"))).get("1.1"))
        .satisfies(traits -> assertThat(traits.completeness()).isEqualTo("complete"));
    assertThat(SeriesTraits.of(study(siemens("1.1", "B40f"))).get("1.1"))
        .satisfies(traits -> assertThat(traits.completeness()).isEqualTo("not_told"));
  }

  @ParameterizedTest
  @CsvSource({
    "ViewCodeSequence=R-10226\\medio-lateral oblique, ImageLaterality=L, 'view=MLO,laterality=left', true",
    "ViewCodeSequence=399162004\\cranio-caudal, ImageLaterality=R, 'view=CC,laterality=right', true",
    "ViewCodeSequence=99X\\cranio-caudal, ImageLaterality=R, view=CC, true",
    "ViewPosition=MLO, ImageLaterality=R, 'view=MLO,laterality=left', false",
    "ViewPosition=MLO, ImageLaterality=R, view!=CC, true",
    "SeriesDescription=L CC, ImageLaterality=, 'view=CC,laterality=left', true",
    "ViewPosition=LL, BodyPartExamined=CHEST, view=frontal, false",
    "ViewPosition=LL, BodyPartExamined=CHEST, view=LATERAL, true"
  })
  void viewsAndSidesAreReadFromCodesPositionsAndWords(
      String one, String other, String rule, boolean expected) {
    var fixture = radiograph("1.1", "Modality=MG", one, other);
    assertThat(!accepted(rule, fixture).isEmpty()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "SIEMENS, Br40d\\3, soft",
    "SIEMENS, Bl57d, lung",
    "SIEMENS, I70f\\3, lung",
    "SIEMENS, Hr68, bone",
    "Siemens Healthineers, Qr40f\\2, soft",
    "SIEMENS, AB40, soft",
    "GE MEDICAL SYSTEMS, SOFT, soft",
    "GE MEDICAL SYSTEMS, HD Lung, lung",
    "GE MEDICAL SYSTEMS, BONEPLUS, bone",
    "Philips, YA, bone",
    "Philips, Standard (B), soft",
    "Philips, UB, brain",
    "TOSHIBA, FC51, lung",
    "CANON_MEC, FC08-H, soft",
    "CANON_MEC, FC30, bone",
    "UIH, B_SOFT_B, soft",
    "UIH, B_SHARP_C, lung",
    "Hitachi Medical Corporation, Lung, lung",
    "NeuroLogica, Soft Tissue, soft",
    "'', B70f, lung"
  })
  void kernelsOfManyVendorsHaveAFamily(String manufacturer, String kernel, String family) {
    var fixture =
        ct(
            "1.1",
            "Manufacturer=" + manufacturer,
            "ConvolutionKernel=" + kernel,
            "BodyPartExamined=");
    assertThat(accepted("kernel=" + family, fixture)).containsExactly("1.1");
  }
}
