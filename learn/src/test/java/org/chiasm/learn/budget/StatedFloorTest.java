package org.chiasm.learn.budget;

import static org.assertj.core.api.Assertions.assertThat;

import org.chiasm.learn.outcome.OutcomeKind;
import org.chiasm.study.StudyDefinition;
import org.chiasm.study.file.StudyFile;
import org.chiasm.study.yaml.Checked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the study file accepts as a floor is what a budget can be measured by. */
class StatedFloorTest {
  private static Checked<StudyDefinition> study(String outcome, String metric) {
    return StudyFile.read(
        """
        study: floors
        concepts:
          admission: {code: ["IN"]}
          death: {code: ["DEAD"]}
          discharge: {code: ["OUT"]}
          age: {code: ["AGE"], unit: "a"}
        cohort: {trigger: {concept: admission}}
        inputs: {age: {modality: tabular, concept: age, window: "(-inf, 0h]"}}
        missing: {floor: {%s: 0.5}}
        outcome: %s
        split: {by: subject, seed: 1, train: 0.6, tuning: 0.2, held_out: 0.2}
        fusion: [early_i]
        """
            .formatted(metric, outcome),
        "study.yaml");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{concept: death, risk_window: \"(0h, 3d]\"}",
        "{time_to: death, from: trigger, unit: d, risk_window: \"(0h, 3d]\"}",
        "{classes: {died: death, home: discharge}, otherwise: stays, risk_window: \"(0h, 3d]\"}",
        "{time_to: death, from: prediction_time, unit: d, risk_window: \"(0h, 3d]\","
            + " no_followup: censor}"
      })
  void everyMetricThatTheReaderAcceptsHasATest(String outcome) {
    int accepted = 0;
    for (var metric :
        new String[] {
          "auroc",
          "auprc",
          "brier",
          "log_loss",
          "mae",
          "rmse",
          "r2",
          "concordance",
          "auroc_hand_till",
          "auroc_one_vs_rest",
          "accuracy",
          "balanced_accuracy",
          "concordance_uno",
          "concordance_harrell",
          "integrated_brier",
          "brier_at_horizon"
        }) {
      if (study(outcome, metric) instanceof Checked.Accepted<StudyDefinition>(var study, _)) {
        var test = FloorTest.of(study.missing().floor(), OutcomeKind.of(study));
        assertThat(test.metric().id()).isEqualTo(metric);
        accepted++;
      }
    }
    assertThat(accepted).isBetween(4, 6);
  }
}
