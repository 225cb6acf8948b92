package org.chiasm.learn.impute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.chiasm.learn.SyntheticCohort;
import org.chiasm.learn.division.SubjectSplit;
import org.chiasm.study.FusionStrategy;
import org.chiasm.study.SplitDefinition;
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
    var order = new java.util.ArrayList<double[]>();
    for (int donor = 0; donor < 60; donor++) {
      double a = training.value(donor, 0) - 0.3;
      double b = training.value(donor, 2) + 0.2;
      if (!training.isMissing(donor, 1)) {
        order.add(new double[] {(a * a + b * b) / 2, training.value(donor, 1)});
      }
    }
    order.sort(java.util.Comparator.comparingDouble(each -> each[0]));
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
    var outcomes = cohort.outcomes();
    var comparison = ImputationComparison.of(study, cohort.features(), outcomes);
    assertThat(comparison.scores().stream().map(ImputationScore::way))
        .containsExactly(Imputation.values());
    assertThat(comparison.scores().get(1).hidden()).isGreaterThan(3);
    var poisoned = outcomes.clone();
    var heldOut = SubjectSplit.of(study.split(), cohort.features(), outcomes).getFirst().heldOut();
    heldOut.forEach(row -> poisoned[row] = 1 - poisoned[row]);
    assertThat(ImputationComparison.of(study, cohort.features(), poisoned)).isEqualTo(comparison);
  }
}
