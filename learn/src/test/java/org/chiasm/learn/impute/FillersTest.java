package org.chiasm.learn.impute;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.chiasm.learn.SyntheticCohort;
import org.chiasm.learn.division.SubjectSplit;
import org.chiasm.learn.evaluate.Measure;
import org.chiasm.learn.evaluate.MetricEstimate;
import org.chiasm.learn.multiclass.MultiClassMetric;
import org.chiasm.learn.outcome.KnownRows;
import org.chiasm.learn.survival.SurvivalMetric;
import org.chiasm.row.InputCell;
import org.chiasm.row.LabelledRow;
import org.chiasm.row.Outcome;
import org.chiasm.study.FusionStrategy;
import org.chiasm.study.OutcomeDefinition;
import org.chiasm.study.OutcomeDefinition.OutcomeClass;
import org.chiasm.study.SplitDefinition;
import org.chiasm.study.TimeWindow;
import org.junit.jupiter.api.Test;

class FillersTest {
  private static final double MISSING = Double.NaN;

  /** The second column is twice the first plus noise; the third is noise. */
  private static StandardRows rows(int count, double missing, long seed) {
    var random = new Random(seed);
    var columns = new double[3][count];
    for (int row = 0; row < count; row++) {
      columns[0][row] = random.nextGaussian();
      columns[1][row] = 2 * columns[0][row] + 0.1 * random.nextGaussian();
      columns[2][row] = random.nextGaussian();
      if (random.nextDouble() < missing) {
        columns[1][row] = MISSING;
      }
    }
    return new StandardRows(count, columns);
  }

  private static StandardRows row(double... values) {
    var columns = new double[values.length][1];
    for (int i = 0; i < values.length; i++) {
      columns[i][0] = values[i];
    }
    return new StandardRows(1, columns);
  }

  @Test
  void chainedEquationsFindALinearLink() {
    var filler = ChainedEquations.fit(rows(500, 0.3, 1));
    assertThat(filler.fill(row(1.2, MISSING, 0)).value(0, 1)).isCloseTo(2.4, within(0.15));
    assertThat(filler.fill(row(MISSING, -2, 0)).value(0, 0)).isCloseTo(-1, within(0.15));
  }

  @Test
  void theNearestRowsComeNearAndTheMedianDoesNot() {
    var training = rows(800, 0.3, 2);
    assertThat(NearestRows.fit(training).fill(row(1, MISSING, MISSING)).value(0, 1))
        .isCloseTo(2, within(0.3));
    assertThat(MedianFiller.fit(training).fill(row(1, MISSING, 0)).value(0, 1))
        .isCloseTo(0, within(0.3));
  }

  @Test
  void theNearestRowsAreTheMeanOfTheTenNearestFoundOneByOne() {
    var training = rows(60, 0.2, 3);
    var asked = row(0.3, MISSING, -0.2);
    var order = new ArrayList<double[]>();
    for (int donor = 0; donor < 60; donor++) {
      double a = training.value(donor, 0) - 0.3;
      double b = training.value(donor, 2) + 0.2;
      if (!training.isMissing(donor, 1)) {
        order.add(new double[] {(a * a + b * b) / 2, training.value(donor, 1)});
      }
    }
    order.sort(Comparator.comparingDouble(each -> each[0]));
    double mean =
        order.subList(0, 10).stream().mapToDouble(each -> each[1]).average().orElseThrow();
    assertThat(NearestRows.fit(training).fill(asked).value(0, 1)).isCloseTo(mean, within(1e-12));
  }

  @Test
  void whatIsKnownStaysAsItIsAndNothingStaysMissing() {
    var training = rows(300, 0.3, 4);
    for (var filler :
        List.of(
            MedianFiller.fit(training),
            ChainedEquations.fit(training),
            NearestRows.fit(training))) {
      var filled = filler.fill(training);
      for (int column = 0; column < 3; column++) {
        for (int row = 0; row < 300; row++) {
          assertThat(filled.isMissing(row, column)).isFalse();
          if (!training.isMissing(row, column)) {
            assertThat(filled.value(row, column)).isEqualTo(training.value(row, column));
          }
        }
      }
    }
  }

  @Test
  void aScaleGoesThereAndBackAndSkewedValuesGoByTheirLogarithm() {
    var scale = ColumnScale.of(new double[] {0, 1, 1, 2, 3, 200, MISSING});
    assertThat(scale.logarithmic()).isTrue();
    assertThat(scale.from(scale.to(17))).isCloseTo(17, within(1e-9));
    assertThat(ColumnScale.of(new double[] {-1, 0, 1}).logarithmic()).isFalse();
  }

  @Test
  void everyWayIsScoredOnTuningRowsAndHeldOutOutcomesChangeNothing() {
    var cohort = new SyntheticCohort(400, 3, false);
    var study =
        SyntheticCohort.study(
            new SplitDefinition.Shares(2, 0.5, 0.25, 0.25), false, List.of(FusionStrategy.LATE));
    var comparison = ImputationComparison.of(study, new KnownRows(cohort.rows()));
    assertThat(comparison.scores().stream().map(ImputationScore::way))
        .containsExactly(Imputation.values());
    assertThat(comparison.scores().get(1).hidden()).isGreaterThan(3);
    var heldOut =
        SubjectSplit.of(study.split(), cohort.features(), cohort.outcomes()).getFirst().heldOut();
    var poisoned = new ArrayList<LabelledRow>();
    for (var each : cohort.rows()) {
      boolean spoilt = heldOut.contains(poisoned.size());
      double outcome = cohort.outcomes()[poisoned.size()];
      poisoned.add(
          new LabelledRow(each.row(), new Outcome.Observed(spoilt ? 1 - outcome : outcome)));
    }
    assertThat(ImputationComparison.of(study, new KnownRows(poisoned))).isEqualTo(comparison);
  }

  private static ImputationComparison compare(OutcomeDefinition outcome, List<LabelledRow> rows) {
    var study =
        SyntheticCohort.study(
            new SplitDefinition.Shares(2, 0.5, 0.25, 0.25), false, List.of(FusionStrategy.LATE));
    return ImputationComparison.of(study.withOutcome(outcome), new KnownRows(rows));
  }

  private static double value(ImputationScore score, Measure measure) {
    return ((MetricEstimate.Estimated) requireNonNull(score.metrics().get(measure))).value();
  }

  private static double crp(LabelledRow row) {
    return row.row().cell("crp") instanceof InputCell.Present present
            && present.value() instanceof InputCell.Value.Numeric(var number)
        ? number
        : 20;
  }

  @Test
  void severalClassesAreJudgedByTheirOwnMeasures() {
    var window =
        new TimeWindow(
            new TimeWindow.Bound(Duration.ZERO, false),
            new TimeWindow.Bound(Duration.ofDays(3), true));
    var classes =
        new OutcomeDefinition.MultiClass(
            List.of(new OutcomeClass("low", "crp"), new OutcomeClass("middle", "crp")),
            "high",
            window,
            OutcomeDefinition.NoFollowup.DROP);
    var rows =
        new SyntheticCohort(400, 3, false)
            .rows().stream()
                .map(
                    each ->
                        new LabelledRow(
                            each.row(),
                            new Outcome.Observed(crp(each) < 12 ? 0 : crp(each) < 30 ? 1 : 2)))
                .toList();
    var comparison = compare(classes, rows);
    assertThat(comparison.scores()).hasSize(4);
    for (var score : comparison.scores()) {
      assertThat(value(score, MultiClassMetric.AUROC_HAND_TILL)).isGreaterThan(0.9);
      assertThat(score.loss()).isEqualTo(value(score, MultiClassMetric.LOG_LOSS));
    }
  }

  @Test
  void aTimeToAnEventIsJudgedByConcordanceAndTheIntegratedBrierScore() {
    var window =
        new TimeWindow(
            new TimeWindow.Bound(Duration.ZERO, false),
            new TimeWindow.Bound(Duration.ofDays(3), true));
    var random = new Random(7);
    var rows = new ArrayList<LabelledRow>();
    for (var each : new SyntheticCohort(400, 3, false).rows()) {
      double event = -Math.log(1 - random.nextDouble()) * 20 / crp(each);
      double censored = Math.min(3, 0.2 + 6 * random.nextDouble());
      rows.add(
          new LabelledRow(
              each.row(),
              event <= censored ? new Outcome.Observed(event) : new Outcome.Censored(censored)));
    }
    var comparison =
        compare(
            new OutcomeDefinition.TimeToEvent(List.of("crp"), Duration.ofDays(1), window), rows);
    assertThat(comparison.scores()).hasSize(4);
    for (var score : comparison.scores()) {
      assertThat(value(score, SurvivalMetric.CONCORDANCE_UNO)).isGreaterThan(0.6);
      assertThat(score.loss()).isEqualTo(value(score, SurvivalMetric.INTEGRATED_BRIER));
    }
  }
}
