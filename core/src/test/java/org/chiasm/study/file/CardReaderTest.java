package org.chiasm.study.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.chiasm.study.StudyDefinition;
import org.chiasm.study.yaml.Checked;
import org.junit.jupiter.api.Test;

class CardReaderTest {
  private static final String STUDY =
      """
      study: s
      concepts:
        crp: {loinc: ["1988-5"], unit: "mg/L"}
        death: {code: ["DEATH"]}
      cohort: {trigger: {concept: crp}}
      inputs:
        crp: {modality: tabular, concept: crp, window: "[-24h, 0h]", missing: allow}
      outcome: {concept: death, risk_window: "(0h, 72h]", no_followup: drop}
      split: {by: subject, seed: 7, folds: 5}
      fusion: [early_i]
      """;

  private static String problems(String card) {
    return switch (StudyFile.read(STUDY + card, "study.yaml")) {
      case Checked.Accepted<StudyDefinition> _ -> "";
      case Checked.Rejected<StudyDefinition>(var found) -> found.toString();
    };
  }

  @Test
  void statementsAreReadInTheOrderOfTheItemsTheyAnswer() {
    String card = "card: {funding: none, intended_use: 'To prompt a second look'}\n";

    assertThat(problems(card)).isEmpty();
    assertThat(StudyFile.cardStatements(STUDY + card).toString())
        .isEqualTo("{intended_use=To prompt a second look, funding=none}");
  }

  @Test
  void aStudyWithoutACardStatesNothing() {
    assertThat(StudyFile.cardStatements(STUDY)).isEmpty();
    assertThat(StudyFile.cardStatements("[not a study")).isEmpty();
  }

  @Test
  void aMisspeltStatementIsReportedWithTheNearestName() {
    assertThat(problems("card: {intended_usage: x}\n"))
        .contains("intended_usage")
        .contains("intended_use");
  }

  @Test
  void aStatementThatIsTooLongOrNoTextIsReported() {
    assertThat(problems("card: {funding: '" + "x".repeat(4001) + "'}\n")).contains("4000");
    assertThat(problems("card: {funding: [a, b]}\n")).contains("card.funding");
    assertThat(problems("card: none\n")).contains("card");
  }

  /** What people say of a model must not change what is computed. */
  @Test
  void theStudyIsTheSameWithAndWithoutACard() {
    assertThat(StudyFile.read(STUDY + "card: {funding: none}\n", "study.yaml").toString())
        .isEqualTo(StudyFile.read(STUDY, "study.yaml").toString());
  }
}
