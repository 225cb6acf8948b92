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

class KaplanMeierTest {
  /** Remission under 6-mercaptopurine in weeks (Freireich et al. 1963); censored ones negative. */
  private static final double[] REMISSION = {
    6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35
  };

  private static List<FollowUp> followUps(double... signed) {
    return Arrays.stream(signed).mapToObj(time -> new FollowUp(Math.abs(time), time > 0)).toList();
  }

  @Test
  void theTextbookCaseIsMet() {
    var estimate = KaplanMeier.ofEvents(followUps(REMISSION));
    double[][] expected = {
      {5.9, 1},
      {6, 0.857143},
      {7, 0.806723},
      {10, 0.752941},
      {13, 0.690196},
      {16, 0.627451},
      {22, 0.537815},
      {23, 0.448179},
      {35, 0.448179}
    };
    for (var each : expected) {
      assertThat(estimate.after(each[0])).isCloseTo(each[1], within(1e-6));
    }
    assertThat(estimate.before(6)).isEqualTo(1);
    assertThat(estimate.before(23)).isCloseTo(0.537815, within(1e-6));
  }

  @Property(tries = 100)
  void aWeightCountsLikeSoManyRows(@ForAll long seed) {
    var random = new Random(seed);
    int rows = 1 + random.nextInt(12);
    var once = new ArrayList<FollowUp>();
    var repeated = new ArrayList<FollowUp>();
    var weights = new int[rows];
    for (int row = 0; row < rows; row++) {
      var each = new FollowUp(1 + random.nextInt(6), random.nextBoolean());
      weights[row] = random.nextInt(3);
      once.add(each);
      for (int i = 0; i < weights[row]; i++) {
        repeated.add(each);
      }
    }
    for (boolean ofEvent : new boolean[] {true, false}) {
      var ones = new int[repeated.size()];
      Arrays.fill(ones, 1);
      var weighted = new KaplanMeier.Ordered(once).estimate(weights, ofEvent);
      var plain = new KaplanMeier.Ordered(repeated).estimate(ones, ofEvent);
      for (double time = 0.5; time < 8; time += 0.5) {
        assertThat(weighted.after(time)).isCloseTo(plain.after(time), within(1e-12));
        assertThat(weighted.before(time)).isCloseTo(plain.before(time), within(1e-12));
      }
    }
  }

  @Test
  void pseudoValuesWithoutCensoringAreTheOutcomeItself() {
    var values = PseudoValues.of(followUps(1, 2, 3, 4, 5), 3);
    double[] expected = {1, 1, 1, 0, 0};
    for (int row = 0; row < values.length; row++) {
      assertThat(values[row]).isCloseTo(expected[row], within(1e-12));
    }
  }

  @Test
  void pseudoValuesWithCensoringAverageToTheEstimate() {
    var followUps = followUps(REMISSION);
    double risk = 1 - KaplanMeier.ofEvents(followUps).after(20);
    assertThat(Arrays.stream(PseudoValues.of(followUps, 20)).average().orElseThrow())
        .isCloseTo(risk, within(0.01));
  }
}
