package org.chiasm.learn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.chiasm.SubjectId;
import org.junit.jupiter.api.Test;

/**
 * Simulated cohorts with a known truth: 95 % intervals must hold it about 95 times in 100. With 400
 * cohorts a rate of 0.95 varies by 0.011; percentile intervals of few subjects run a little short.
 */
class IntervalCoverageTest {
  private static final int COHORTS = 400;
  private static final int SUBJECTS = 150;
  private static final double LEAST = 0.95 - 4 * 0.011;
  private static final double MOST = 0.95 + 3 * 0.011;

  private static List<SubjectId> subjects(int rowsEach) {
    return LongStream.range(0, (long) SUBJECTS * rowsEach)
        .mapToObj(row -> new SubjectId(row / rowsEach))
        .toList();
  }

  /** Standard normal distribution function by its error function (Abramowitz and Stegun 7.1.26). */
  private static double normal(double z) {
    double x = Math.abs(z) / Math.sqrt(2);
    double t = 1 / (1 + 0.3275911 * x);
    double poly =
        t
            * (0.254829592
                + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
    double half = 0.5 * (1 - poly * Math.exp(-x * x));
    return z < 0 ? 0.5 - half : 0.5 + half;
  }

  private interface Cohort {
    MetricEstimate of(Random random, int number);
  }

  private static double coverage(double truth, Cohort cohort) {
    int covered = 0;
    for (int number = 0; number < COHORTS; number++) {
      if (cohort.of(new Random(7919L * number + 1), number)
              instanceof MetricEstimate.Estimated interval
          && interval.low() <= truth
          && interval.high() >= truth) {
        covered++;
      }
    }
    return covered / (double) COHORTS;
  }

  @Test
  void aurocOfShiftedNormalsIsCovered() {
    double shift = 1;
    double truth = normal(shift / Math.sqrt(2));
    assertThat(
            coverage(
                truth,
                (random, number) -> {
                  var outcomes = new double[SUBJECTS];
                  var predictions = new double[SUBJECTS];
                  for (int row = 0; row < SUBJECTS; row++) {
                    outcomes[row] = row % 3 == 0 ? 1 : 0;
                    predictions[row] = normal(random.nextGaussian() + shift * outcomes[row]);
                  }
                  return new Judge(subjects(1), outcomes, 200, number)
                      .estimate(List.of(Metric.AUROC), predictions)
                      .getOrDefault(Metric.AUROC, new MetricEstimate.Undefined("none"));
                }))
        .isBetween(LEAST, MOST);
  }

  @Test
  void theBrierScoreOfCorrelatedRowsIsCovered() {
    double truth = 0.25 - 0.25 / 3;
    assertThat(
            coverage(
                truth,
                (random, number) -> {
                  int rows = SUBJECTS * 3;
                  var outcomes = new double[rows];
                  var predictions = new double[rows];
                  for (int subject = 0; subject < SUBJECTS; subject++) {
                    double risk = random.nextDouble();
                    double outcome = random.nextDouble() < risk ? 1 : 0;
                    for (int visit = 0; visit < 3; visit++) {
                      predictions[3 * subject + visit] = risk;
                      outcomes[3 * subject + visit] = outcome;
                    }
                  }
                  return new Judge(subjects(3), outcomes, 200, number)
                      .estimate(List.of(Metric.BRIER), predictions)
                      .getOrDefault(Metric.BRIER, new MetricEstimate.Undefined("none"));
                }))
        .isBetween(LEAST, MOST);
  }

  @Test
  void aPairedDifferenceOfZeroIsCovered() {
    assertThat(
            coverage(
                0,
                (random, number) -> {
                  var outcomes = new double[SUBJECTS];
                  var left = new double[SUBJECTS];
                  var right = new double[SUBJECTS];
                  for (int row = 0; row < SUBJECTS; row++) {
                    outcomes[row] = random.nextBoolean() ? 1 : 0;
                    double shared = random.nextGaussian() + outcomes[row];
                    left[row] = normal(shared + 0.7 * random.nextGaussian());
                    right[row] = normal(shared + 0.7 * random.nextGaussian());
                  }
                  return new Judge(subjects(1), outcomes, 200, number)
                      .advantage(Metric.AUROC, left, right);
                }))
        .isBetween(LEAST, MOST);
  }

  @Property(tries = 80)
  void concordanceEqualsCountingEveryPair(@ForAll long seed) {
    var random = new Random(seed);
    int rows = 2 + random.nextInt(25);
    var outcomes = new double[rows];
    var predictions = new double[rows];
    var weights = new int[rows];
    for (int row = 0; row < rows; row++) {
      outcomes[row] = random.nextInt(6);
      predictions[row] = random.nextInt(5);
      weights[row] = random.nextInt(3);
    }
    double concordant = 0;
    double pairs = 0;
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < rows; j++) {
        if (outcomes[i] < outcomes[j]) {
          double weight = (double) weights[i] * weights[j];
          pairs += weight;
          concordant +=
              weight
                  * (predictions[i] < predictions[j]
                      ? 1
                      : predictions[i] == predictions[j] ? 0.5 : 0);
        }
      }
    }
    var found = Metric.CONCORDANCE.compute(new RankedPredictions(outcomes, predictions), weights);
    if (pairs == 0) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found.orElseThrow()).isCloseTo(concordant / pairs, within(1e-12));
    }
  }
}
