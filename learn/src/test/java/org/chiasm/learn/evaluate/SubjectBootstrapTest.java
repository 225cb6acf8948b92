package org.chiasm.learn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.chiasm.SubjectId;
import org.junit.jupiter.api.Test;

class SubjectBootstrapTest {
  private static List<SubjectId> subjects(int count, int rowsEach) {
    return LongStream.range(0, (long) count * rowsEach)
        .mapToObj(row -> new SubjectId(row / rowsEach))
        .toList();
  }

  @Test
  void theSameSeedGivesTheSameResamplesAndAnotherSeedOthers() {
    var one = new SubjectBootstrap(subjects(30, 2), 100, 7);
    var same = new SubjectBootstrap(subjects(30, 2), 100, 7);
    var other = new SubjectBootstrap(subjects(30, 2), 100, 8);
    assertThat(one.weights(5)).isEqualTo(same.weights(5)).isNotEqualTo(one.weights(6));
    assertThat(one.weights(5)).isNotEqualTo(other.weights(5));
  }

  @Test
  void allRowsOfASubjectAreDrawnEquallyOften() {
    var weights = new SubjectBootstrap(subjects(30, 3), 100, 1).weights(0);
    for (int subject = 0; subject < 30; subject++) {
      assertThat(weights[3 * subject])
          .isEqualTo(weights[3 * subject + 1])
          .isEqualTo(weights[3 * subject + 2]);
    }
    assertThat(IntStream.of(weights).sum()).isEqualTo(90);
  }

  @Test
  void ninetyFivePercentIntervalsOfAMeanCoverItAboutThatOften() {
    var random = new Random(11);
    int covered = 0;
    int trials = 300;
    for (int trial = 0; trial < trials; trial++) {
      var values = random.doubles(60).toArray();
      var estimate =
          new SubjectBootstrap(subjects(60, 1), 200, trial)
              .estimate(weights -> weightedMean(values, weights), "");
      if (estimate instanceof MetricEstimate.Estimated interval
          && interval.low() <= 0.5
          && interval.high() >= 0.5) {
        covered++;
      }
    }
    assertThat(covered / (double) trials).isBetween(0.90, 0.98);
  }

  @Test
  void correlatedRowsOfASubjectMakeTheIntervalWider() {
    var random = new Random(2);
    var values = new ArrayList<Double>();
    for (int subject = 0; subject < 40; subject++) {
      double own = random.nextGaussian();
      for (int row = 0; row < 5; row++) {
        values.add(own);
      }
    }
    var numbers = values.stream().mapToDouble(Double::doubleValue).toArray();
    var together = width(new SubjectBootstrap(subjects(40, 5), 500, 1), numbers);
    var apart = width(new SubjectBootstrap(subjects(200, 1), 500, 1), numbers);
    assertThat(together).isGreaterThan(1.5 * apart);
  }

  private static double width(SubjectBootstrap bootstrap, double[] values) {
    var estimate = bootstrap.estimate(weights -> weightedMean(values, weights), "");
    assertThat(estimate).isInstanceOf(MetricEstimate.Estimated.class);
    var interval = (MetricEstimate.Estimated) estimate;
    return interval.high() - interval.low();
  }

  private static double weightedMean(double[] values, int[] weights) {
    double sum = 0;
    double count = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i] * weights[i];
      count += weights[i];
    }
    return sum / count;
  }

  @Test
  void aMetricThatIsRarelyDefinedOnResamplesHasNoInterval() {
    var estimate =
        new SubjectBootstrap(subjects(3, 1), 200, 1)
            .estimate(weights -> weights[0] == 1 ? 1 : Double.NaN, "");
    assertThat(estimate).isInstanceOf(MetricEstimate.ValueOnly.class);
    var undefined =
        new SubjectBootstrap(subjects(3, 1), 200, 1).estimate(_ -> Double.NaN, "one outcome");
    assertThat(undefined).isEqualTo(new MetricEstimate.Undefined("one outcome"));
  }
}
