package org.chiasm.study.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A performance floor is by a metric that judges the study's kind of outcome. */
class StatedFloorTest {
  private static final String EXAMPLE = Fixture.text("design-example.yaml");
  private static final String BINARY =
      "{concept: icu_stay, risk_window: \"(0h, 72h]\", no_followup: drop}";
  private static final String QUANTITY =
      "{time_to: icu_stay, from: trigger, unit: d, risk_window: \"(0h, 3d]\", no_followup: drop}";
  private static final String OVER_TIME =
      "{time_to: icu_stay, from: prediction_time, unit: d, risk_window: \"(0h, 3d]\","
          + " no_followup: censor}";
  private static final String CLASSES =
      "{classes: {icu: icu_stay, none: no_stay}, otherwise: home, risk_window: \"(0h, 3d]\"}";

  private static String study(String outcome, String floor) {
    return EXAMPLE
        .replace(BINARY, outcome)
        .replace("max_fraction: auto", "max_fraction: auto, floor: " + floor)
        .replace(
            "  icu_stay: {encounter_location: ICU}",
            "  icu_stay: {encounter_location: ICU}\n  no_stay: {code: [\"HOME\"]}")
        .replaceFirst("fusion: .*", "fusion: [early_i, late]");
  }

  private static String outcome(String kind) {
    return switch (kind) {
      case "binary" -> BINARY;
      case "quantity" -> QUANTITY;
      case "classes" -> CLASSES;
      default -> OVER_TIME;
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          quantity | {auroc: "-0.02"}           | missing.floor.auroc: got the metric "auroc", expected one that judges an outcome that is a quantity, as the study's is: r2, concordance, mae, rmse
          binary   | {mae: 1}                   | missing.floor.mae: got the metric "mae", expected one that judges a yes-or-no outcome, as the study's is: auroc, auprc, brier, log_loss
          classes  | {concordance: 0.7}         | missing.floor.concordance: got the metric "concordance", expected one that judges an outcome of several classes, as the study's is: auroc_hand_till, auroc_one_vs_rest, accuracy, balanced_accuracy, log_loss, brier
          time     | {brier: 0.2}               | missing.floor.brier: got the metric "brier", expected one that judges a time to an event (no_followup: censor), as the study's is: concordance_uno, concordance_harrell, integrated_brier, brier_at_horizon
          """)
  void aMetricOfAnotherKindOfOutcomeIsRefusedWhereItStands(
      String kind, String floor, String problem) {
    assertThat(Fixture.problems(StudyFile.read(study(outcome(kind), floor), "study.yaml")))
        .singleElement()
        .satisfies(line -> assertThat(line).startsWith("study.yaml:30:39: " + problem));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          binary   | {auprc: 0.4}
          binary   | {brier: "+0.01"}
          quantity | {mae: "+1"}
          quantity | {concordance: 0.6}
          classes  | {log_loss: "+0.02"}
          classes  | {auroc_hand_till: 0.7}
          time     | {concordance_uno: "-0.02"}
          time     | {integrated_brier: 0.2}
          """)
  void aMetricOfItsOwnKindIsAccepted(String kind, String floor) {
    assertThat(Fixture.problems(StudyFile.read(study(outcome(kind), floor), "study.yaml")))
        .isEmpty();
  }

  @Test
  void theFloorIsCheckedThoughTheOutcomeHasFaultsOfItsOwn() {
    var outcome = QUANTITY.replace("icu_stay", "icu_sta").replace("unit: d", "unit: days");
    assertThat(Fixture.problems(StudyFile.read(study(outcome, "{auroc: 0.7}"), "study.yaml")))
        .hasSize(3)
        .anySatisfy(each -> assertThat(each).contains("missing.floor.auroc"))
        .anySatisfy(each -> assertThat(each).contains("outcome.time_to"))
        .anySatisfy(each -> assertThat(each).contains("outcome.unit"));
  }

  @Test
  void whereTheKindOfOutcomeCannotBeToldTheFloorIsNotJudged() {
    var outcome = OVER_TIME.replace("censor", "keep");
    assertThat(Fixture.problems(StudyFile.read(study(outcome, "{auroc: 0.7}"), "study.yaml")))
        .singleElement()
        .satisfies(line -> assertThat(line).contains("outcome.no_followup"));
  }
}
