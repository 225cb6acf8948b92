package org.chiasm.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chiasm.imaging.SeriesFixture.radiograph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.chiasm.ClinicalEvent;
import org.chiasm.EventValue.ImageInstance;
import org.chiasm.study.SeriesRule;
import org.chiasm.study.file.SeriesRuleText;
import org.chiasm.study.yaml.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A series with both eyes, or both breasts: only the asked side reaches a model. */
class LateralityTest {
  /** One series with an instance for each of these values of an attribute. */
  private static ImagingStudy eyes(String modality, String keyword, String... sides) {
    var events = new ArrayList<ClinicalEvent>();
    for (int i = 0; i < sides.length; i++) {
      var attributes =
          new TreeMap<>(
              ((ImageInstance)
                      radiograph("1.1", "Modality=" + modality).events().getFirst().value())
                  .attributes());
      attributes.put(keyword, sides[i]);
      attributes.put("InstanceNumber", Integer.toString(i));
      events.add(SeriesFixture.event("1.1", "1.1." + i, attributes));
    }
    return ImagingStudy.of(events).getFirst();
  }

  private static RankedSeries ranked(String text, ImagingStudy study) {
    if (SeriesRuleText.read(text, "test") instanceof Checked.Accepted<SeriesRule>(var rule, _)) {
      return SeriesSelector.rank(rule, study).series().getFirst();
    }
    throw new AssertionError(text);
  }

  private static List<String> chosen(String text, ImagingStudy study) {
    return ranked(text, study).instances().stream().map(ImageInstance::sopInstanceUid).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"OP", "OPT", "MG"})
  void onlyInstancesOfTheAskedSideAreRead(String modality) {
    var study = eyes(modality, "ImageLaterality", "R", "L", "R", "R", "");
    assertThat(chosen("laterality=left", study)).containsExactly("1.1.1");
    assertThat(chosen("laterality=right", study)).containsExactly("1.1.0", "1.1.2", "1.1.3");
    assertThat(chosen("laterality=left|right", study)).hasSize(4);
    assertThat(chosen("laterality!=right", study)).containsExactly("1.1.1", "1.1.4");
    assertThat(chosen("", study)).hasSize(5);
  }

  @Test
  void aSideThatNoInstanceShowsRejectsTheSeries() {
    var study = eyes("OP", "ImageLaterality", "R", "R");
    assertThat(ranked("laterality=left", study).isAccepted()).isFalse();
    assertThat(ranked("laterality!=right", study).isAccepted()).isFalse();
    assertThat(ranked("laterality=left", study).rejections())
        .extracting(SeriesReason::text)
        .containsExactly("laterality: asked left, found right (ImageLaterality)");
  }

  @ParameterizedTest
  @CsvSource({
    "FrameLaterality, L|R, 'left, right'",
    "Laterality, R|R, right",
    "SeriesDescription, Fundus OD|Fundus OS, 'left, right'",
    "SeriesDescription, Retina right eye|x, right",
  })
  void whateverNamesTheSideIsRead(String keyword, String values, String expected) {
    var study = eyes("OP", keyword, values.split("\\|", -1));
    var side = SeriesTraits.of(study).values().iterator().next().side();
    assertThat(side.map(SeriesTraits.Trait::value)).hasValue(expected);
    assertThat(Arrays.asList(values.split("\\|", -1))).hasSize(2);
  }

  @Test
  void bonesInFrenchAreNoLeftEye() {
    var study = eyes("CR", "SeriesDescription", "Fenêtre os");
    assertThat(SeriesTraits.of(study).values().iterator().next().side()).isEmpty();
  }

  @Test
  void excludingOneViewKeepsTheOthersOfTheSeries() {
    var study = eyes("DX", "ViewPosition", "PA", "LATERAL");
    assertThat(chosen("view!=lateral", study)).containsExactly("1.1.0");
    assertThat(ranked("view!=lateral|pa", study).isAccepted()).isFalse();
  }
}
