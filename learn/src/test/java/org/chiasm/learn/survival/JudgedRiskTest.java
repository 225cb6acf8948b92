package org.chiasm.learn.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Quick metrics against slow ones that follow the formulas word for word. */
class JudgedRiskTest {
  private static final double HORIZON = 6;

  private final List<FollowUp> followUps = new ArrayList<>();
  private final List<Double> times = List.of(2.0, 4.0, HORIZON);
  private double[][] risk = {};
  private int[] weights = {};

  /** Coarse, so that ties are common. */
  private JudgedRisk judged(long seed) {
    var random = new Random(seed);
    int rows = 2 + random.nextInt(20);
    followUps.clear();
    risk = new double[3][rows];
    weights = new int[rows];
    for (int row = 0; row < rows; row++) {
      double time = 1 + random.nextInt(7);
      followUps.add(
          time > HORIZON ? new FollowUp(HORIZON, false) : new FollowUp(time, random.nextBoolean()));
      risk[0][row] = random.nextInt(3) / 10.0;
      risk[1][row] = risk[0][row] + random.nextInt(3) / 10.0;
      risk[2][row] = risk[1][row] + random.nextInt(3) / 10.0;
      weights[row] = random.nextInt(3);
    }
    return new JudgedRisk(followUps, times, risk);
  }

  /** The share not censored before a time, by the product over every row that was. */
  private double uncensoredBefore(double time) {
    double share = 1;
    for (double at = 1; at < time; at++) {
      double atRisk = 0;
      double censored = 0;
      for (int row = 0; row < weights.length; row++) {
        var each = followUps.get(row);
        if (each.time() > at || (each.time() == at && !each.event())) {
          atRisk += weights[row];
        }
        if (each.time() == at && !each.event()) {
          censored += weights[row];
        }
      }
      share *= censored > 0 ? 1 - censored / atRisk : 1;
    }
    return share;
  }

  @Property(tries = 200)
  void concordanceEqualsCountingEveryPair(@ForAll long seed) {
    var judged = judged(seed);
    for (boolean uno : new boolean[] {true, false}) {
      double right = 0;
      double pairs = 0;
      for (int i = 0; i < weights.length; i++) {
        for (int j = 0; j < weights.length; j++) {
          var first = followUps.get(i);
          var second = followUps.get(j);
          boolean before =
              first.time() < second.time() || (first.time() == second.time() && !second.event());
          if (first.event() && before && weights[i] * weights[j] > 0) {
            double share = uno ? uncensoredBefore(first.time()) : 1;
            double weight = weights[i] * weights[j] / (share * share);
            pairs += weight;
            right += weight * (risk[2][i] > risk[2][j] ? 1 : risk[2][i] == risk[2][j] ? 0.5 : 0);
          }
        }
      }
      double found =
          judged.compute(
              uno ? SurvivalMetric.CONCORDANCE_UNO : SurvivalMetric.CONCORDANCE_HARRELL, weights);
      if (pairs == 0) {
        assertThat(found).isNaN();
      } else {
        assertThat(found).isCloseTo(right / pairs, within(1e-10));
      }
    }
  }

  private double brier(int index) {
    double sum = 0;
    double rows = 0;
    for (int row = 0; row < weights.length; row++) {
      var each = followUps.get(row);
      rows += weights[row];
      if (weights[row] == 0) {
        continue;
      }
      if (each.event() && each.time() <= times.get(index)) {
        sum += weights[row] * Math.pow(1 - risk[index][row], 2) / uncensoredBefore(each.time());
      } else if (each.time() >= times.get(index)) {
        sum += weights[row] * Math.pow(risk[index][row], 2) / uncensoredBefore(times.get(index));
      }
    }
    return sum / rows;
  }

  @Property(tries = 200)
  void theIntegratedBrierScoreIsTheAreaUnderTheWeightedScores(@ForAll long seed) {
    var judged = judged(seed);
    if (Arrays.stream(weights).sum() == 0) {
      return;
    }
    double area = 2 * brier(0) / 2 + 2 * (brier(0) + brier(1)) / 2 + 2 * (brier(1) + brier(2)) / 2;
    assertThat(judged.compute(SurvivalMetric.INTEGRATED_BRIER, weights))
        .isCloseTo(area / HORIZON, within(1e-10));
    assertThat(judged.compute(SurvivalMetric.BRIER_AT_HORIZON, weights))
        .isCloseTo(brier(2), within(1e-10));
  }

  @Test
  void withoutCensoringTheBrierScoreIsTheMeanSquaredDifference() {
    var followUps = List.of(new FollowUp(1, true), new FollowUp(3, true), new FollowUp(6, false));
    var judged = new JudgedRisk(followUps, List.of(6.0), new double[][] {{0.9, 0.5, 0.2}});
    assertThat(judged.compute(SurvivalMetric.BRIER_AT_HORIZON, new int[] {1, 1, 1}))
        .isCloseTo((0.01 + 0.25 + 0.04) / 3, within(1e-12));
    assertThat(judged.compute(SurvivalMetric.OBSERVED_LESS_PREDICTED, new int[] {1, 1, 1}))
        .isCloseTo(2.0 / 3 - 1.6 / 3, within(1e-12));
  }
}
