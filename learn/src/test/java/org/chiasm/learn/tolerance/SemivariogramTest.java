package org.chiasm.learn.tolerance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.chiasm.SubjectId;
import org.junit.jupiter.api.Test;

class SemivariogramTest {
  private static final List<Double> EDGES = List.of(1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0);

  /** Stationary Ornstein-Uhlenbeck values of variance 1 about nothing of the subject's own. */
  private static List<SubjectSeries> drifting(int subjects, double tau, long seed) {
    var random = new Random(seed);
    var series = new ArrayList<SubjectSeries>();
    for (int subject = 0; subject < subjects; subject++) {
      var hours = new double[20];
      var values = new double[20];
      values[0] = random.nextGaussian();
      for (int i = 1; i < hours.length; i++) {
        double gap = 0.2 + 4 * random.nextDouble();
        double kept = Math.exp(-gap / tau);
        hours[i] = hours[i - 1] + gap;
        values[i] = kept * values[i - 1] + Math.sqrt(1 - kept * kept) * random.nextGaussian();
      }
      series.add(new SubjectSeries(new SubjectId(subject), hours, values));
    }
    return series;
  }

  @Test
  void driftOfAKnownProcessIsFound() {
    double tau = 12;
    var variogram = Semivariogram.of(drifting(800, tau, 3), EDGES, 1);
    assertThat(variogram.logarithmic()).isFalse();
    assertThat(variogram.between()).isCloseTo(1, within(0.08));
    for (var bin : variogram.bins().subList(0, 5)) {
      double from = 1 - Math.exp(-bin.fromHours() / tau);
      double to = 1 - Math.exp(-bin.toHours() / tau);
      assertThat(bin.drift()).isBetween(from - 0.06, to + 0.06);
      assertThat(bin.driftLow()).isLessThanOrEqualTo(bin.drift());
      assertThat(bin.driftHigh()).isGreaterThanOrEqualTo(bin.drift());
    }
    assertThat(variogram.driftWithin(4)).isBetween(0.1, 0.3);
    assertThat(variogram.driftWithin(1)).isLessThan(variogram.driftWithin(32));
  }

  @Test
  void aValueThatIsThePatientsOwnDoesNotDriftAndNoiseDriftsAtOnce() {
    var random = new Random(4);
    var own = new ArrayList<SubjectSeries>();
    var noise = new ArrayList<SubjectSeries>();
    for (int subject = 0; subject < 300; subject++) {
      double level = random.nextGaussian();
      var hours = new double[] {0, 0.5, 3, 9};
      own.add(
          new SubjectSeries(
              new SubjectId(subject), hours, new double[] {level, level, level, level}));
      noise.add(
          new SubjectSeries(
              new SubjectId(subject), hours, random.doubles(4).map(x -> x).toArray()));
    }
    assertThat(Semivariogram.of(own, EDGES, 1).driftWithin(8)).isZero();
    assertThat(Semivariogram.of(noise, EDGES, 1).driftWithin(8)).isCloseTo(1, within(0.15));
  }

  @Test
  void binsEqualTheFormulaOfCressieAndHawkinsPairByPair() {
    var series = drifting(7, 5, 9);
    var variogram = Semivariogram.of(series, EDGES, 1);
    for (var bin : variogram.bins()) {
      double sum = 0;
      long pairs = 0;
      for (var each : series) {
        for (int i = 0; i < each.hours().length; i++) {
          for (int j = 0; j < each.hours().length; j++) {
            double gap = each.hours()[j] - each.hours()[i];
            if (gap > bin.fromHours() && gap <= bin.toHours()) {
              sum += Math.pow(Math.abs(each.values()[j] - each.values()[i]), 0.5);
              pairs++;
            }
          }
        }
      }
      assertThat(bin.pairs()).isEqualTo(pairs);
      if (pairs > 0) {
        double expected = Math.pow(sum / pairs, 4) / (0.457 + 0.494 / pairs) / 2;
        assertThat(bin.semivariance()).isCloseTo(expected, within(1e-9));
      }
    }
  }

  @Test
  void skewedPositiveValuesAreComparedByTheirLogarithms() {
    var skewed =
        drifting(200, 8, 2).stream()
            .map(
                each ->
                    new SubjectSeries(
                        each.subject(),
                        each.hours(),
                        java.util.Arrays.stream(each.values()).map(Math::exp).toArray()))
            .toList();
    var variogram = Semivariogram.of(skewed, EDGES, 1);
    assertThat(variogram.logarithmic()).isTrue();
    assertThat(variogram.driftWithin(8))
        .isCloseTo(Semivariogram.of(drifting(200, 8, 2), EDGES, 1).driftWithin(8), within(1e-9));
  }

  @Test
  void tooFewPairsDecideNothing() {
    var one =
        List.of(new SubjectSeries(new SubjectId(1), new double[] {0, 1}, new double[] {1, 2}));
    var variogram = Semivariogram.of(one, EDGES, 1);
    assertThat(variogram.driftWithin(1)).isNaN();
    assertThat(variogram.between()).isNaN();
    assertThat(Semivariogram.of(List.of(), EDGES, 1).driftWithin(8)).isNaN();
  }
}
