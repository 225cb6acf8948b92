package org.chiasm.study.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.StudyDefinition;
import org.chiasm.study.TensorRule;
import org.chiasm.study.yaml.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorRuleTest {
  private static final String WINDOW = "window: \"[-1h, 0h]\"";

  private static Checked<StudyDefinition> study(String tensor) {
    String text = Fixture.text("design-example.yaml");
    return StudyFile.read(text.replace(WINDOW, WINDOW + "\n    tensor: " + tensor), "study.yaml");
  }

  private static TensorRule rule(String tensor) {
    return tensorOf(study(tensor));
  }

  private static TensorRule tensorOf(Checked<StudyDefinition> read) {
    if (read instanceof Checked.Accepted<StudyDefinition>(var study, _)
        && study.inputs().getFirst() instanceof InputDefinition.Image image) {
      return image.tensor();
    }
    throw new AssertionError("rejected: " + read);
  }

  @Test
  void eachKindOfPictureHasItsTensor() {
    assertThat(rule("{spacing: \"1.5 mm\", shape: [96, 224, 200]}"))
        .isEqualTo(new TensorRule.VolumeAt(1.5, 96, 224, 200));
    assertThat(rule("{shape: [512, 384]}")).isEqualTo(new TensorRule.RadiographOf(512, 384));
    assertThat(rule("{tiles: 16, spacing: \"0.5 um\"}"))
        .isEqualTo(new TensorRule.TilesAt(16, 0.5, OptionalLong.empty()));
    assertThat(rule("{tiles: 16, spacing: \"0.5 um\", seed: 7}"))
        .isEqualTo(new TensorRule.TilesAt(16, 0.5, OptionalLong.of(7)));
  }

  @Test
  void withoutOneTheStandardShapeStays() {
    var read = StudyFile.read(Fixture.text("design-example.yaml"), "study.yaml");
    assertThat(tensorOf(read)).isEqualTo(new TensorRule.Standard());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                          | without shape or tiles
          {shape: [96, 224, 224]}                     | without spacing
          {spacing: "1.5", shape: [96, 224, 224]}     | did you mean "1.5 mm"
          {spacing: "1.5 um", shape: [96, 224, 224]}  | 0.05 to 20 mm
          {spacing: "90 mm", shape: [96, 224, 224]}   | 0.05 to 20 mm
          {spacing: "1 mm", shape: [1024, 1024, 1024]} | a smaller shape
          {spacing: "1 mm", shape: [3, 64, 64]}       | at least 4 slices
          {spacing: "1 mm", shape: [64]}              | a list of 1
          {spacing: "1 mm", shape: [64, 64]}          | scaled until it fits
          {shape: [0, 64]}                            | an extent, 1 to 1024
          {shape: 64}                                 | slices, rows and columns
          {tiles: 16}                                 | tiles without spacing
          {tiles: 16, spacing: "0.5 mm"}              | 0.1 to 50 um
          {tiles: 0, spacing: "0.5 um"}               | how many tiles, 1 to 256
          {tiles: 4, spacing: "0.5 um", shape: [1, 2]} | a tile is 256 x 256
          {shape: [64, 64], seed: 7}                  | a seed only with tiles
          {shap: [64, 64]}                            | did you mean "shape"
          `"1.5 mm"`                                  | for a volume
          """)
  void aWrongTensorIsReported(String tensor, String problem) {
    if (study(tensor) instanceof Checked.Rejected<StudyDefinition>(var problems)) {
      assertThat(problems).anySatisfy(each -> assertThat(each.toString()).contains(problem));
    } else {
      throw new AssertionError("accepted: " + tensor);
    }
  }
}
