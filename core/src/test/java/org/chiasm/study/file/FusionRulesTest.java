package org.chiasm.study.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasm.study.EncoderRule;
import org.chiasm.study.LateRule;
import org.chiasm.study.StudyDefinition;
import org.chiasm.study.yaml.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The rule of late fusion and given encoders in the study file. */
class FusionRulesTest {
  private static final String WINDOW = "window: \"[-1h, 0h]\"";
  private static final String TEXT = Fixture.text("design-example.yaml");

  private static Checked<StudyDefinition> withEncoder(String encoder, EncoderFiles files) {
    return StudyFile.read(
        TEXT.replace(WINDOW, WINDOW + "\n    encoder: " + encoder), "study.yaml", files);
  }

  private static StudyDefinition accepted(Checked<StudyDefinition> read) {
    if (read instanceof Checked.Accepted<StudyDefinition>(var study, _)) {
      return study;
    }
    throw new AssertionError("rejected: " + read);
  }

  private static String problems(Checked<StudyDefinition> read) {
    return read instanceof Checked.Rejected<StudyDefinition>(var problems)
        ? problems.toString()
        : "";
  }

  @ParameterizedTest
  @EnumSource(LateRule.class)
  void everyRuleOfLateFusionHasAWord(LateRule rule) {
    var word = rule.name().toLowerCase(java.util.Locale.ROOT);
    var text = TEXT + "\nlate: {rule: " + word + "}\n";
    assertThat(accepted(StudyFile.read(text, "study.yaml")).fusion().late()).isEqualTo(rule);
  }

  @Test
  void withoutARuleItIsChosenOnTuningRows() {
    assertThat(accepted(StudyFile.read(TEXT, "study.yaml")).fusion().late())
        .isEqualTo(LateRule.CHOSEN);
  }

  @Test
  void anUnknownRuleIsAProblemAndARuleWithoutLateFusionAWarning() {
    assertThat(problems(StudyFile.read(TEXT + "\nlate: {rule: stakced}\n", "study.yaml")))
        .contains("stacked");
    var without = TEXT.replaceAll("(?m)^fusion:.*$", "fusion: [early_i]\nlate: {rule: mean}");
    assertThat(StudyFile.read(without, "study.yaml"))
        .isInstanceOfSatisfying(
            Checked.Accepted.class,
            each -> assertThat(each.warnings().toString()).contains("no late fusion"));
  }

  @Test
  void anEncoderIsReadWithItsContract() {
    var read =
        withEncoder("{onnx: nets/ct.onnx, input: [1, 64, 64], divide: 0.5}", EncoderFiles.UNSEEN);
    assertThat(accepted(read).fusion().encoders())
        .isEqualTo(Map.of("chest_ct", new EncoderRule("nets/ct.onnx", List.of(1, 64, 64), 0, 0.5)));
    assertThat(accepted(StudyFile.read(TEXT, "study.yaml")).fusion().encoders()).isEmpty();
  }

  @Test
  void aFileThatBreaksTheContractIsSaidWithItsLine() {
    int line = (int) TEXT.substring(0, TEXT.indexOf(WINDOW)).lines().count() + 1;
    var read =
        withEncoder(
            "{onnx: ct.onnx, input: [1, 64, 64]}",
            rule -> Optional.of("a network that reads text"));
    assertThat(problems(read))
        .contains("study.yaml:" + line + ":")
        .contains("inputs.chest_ct.encoder: got a network that reads text")
        .contains("[1, 64, 64]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {input: [1, 64, 64]}                          | onnx
          {onnx: a.onnx}                                | input
          {onnx: a.onnx, input: [0, 64]}                | 1 to 65536
          {onnx: a.onnx, input: [1, 2, 3, 4, 5]}        | at most 4
          {onnx: a.onnx, input: [1, 64], divide: 0}     | positive
          {onnx: a.onnx, input: [1, 64], multiply: 2}   | multiply
          a.onnx                                        | {onnx:
          """)
  void whatIsWrongWithAnEncoderIsSaid(String encoder, String words) {
    assertThat(problems(withEncoder(encoder, EncoderFiles.UNSEEN))).contains(words);
  }
}
