package org.chiasm.learn.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.chiasm.learn.layers.Loss;
import org.junit.jupiter.api.Test;

/** What follow-up says of hazards in intervals, against the likelihood written out. */
class HazardLossTest {
  private static final Intervals INTERVALS = new Intervals(List.of(1.0, 2.0, 4.0, 7.0));

  /** The loss of follow-ups, each after the interval that an arbitrary number chose. */
  private static Loss.Hazard loss(List<FollowUp> followUps) {
    var atRisk = new int[followUps.size()];
    var events = new boolean[followUps.size()];
    for (int row = 0; row < atRisk.length; row++) {
      var known = INTERVALS.atRisk(followUps.get(row));
      atRisk[row] = known.intervals();
      events[row] = known.event();
    }
    return new Loss.Hazard(atRisk, events, INTERVALS.count());
  }

  private static FollowUp followUp(Random random) {
    return new FollowUp(0.1 + 6.9 * random.nextDouble(), random.nextBoolean());
  }

  private static float[] scores(Random random, int rows) {
    var scores = new float[rows * INTERVALS.count()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) (4 * random.nextGaussian());
    }
    return scores;
  }

  /** The probability of what was seen: staying, and then the event or nothing more. */
  private static double likelihood(FollowUp followUp, float[] scores, int offset) {
    double likelihood = 1;
    double from = 0;
    for (int interval = 0; interval < INTERVALS.count(); interval++) {
      double to = INTERVALS.ends().get(interval);
      double hazard = 1 / (1 + Math.exp(-scores[offset + interval]));
      if (followUp.time() >= to && !(followUp.event() && followUp.time() == to)) {
        likelihood *= 1 - hazard;
      } else if (followUp.event() && followUp.time() > from) {
        likelihood *= hazard;
      }
      from = to;
    }
    return likelihood;
  }

  @Property(tries = 300)
  void theLossIsMinusTheLogOfTheLikelihoodWrittenOut(@ForAll long seed) {
    var random = new Random(seed);
    var followUps = List.of(followUp(random), followUp(random));
    var scores = scores(random, 2);
    var loss = loss(followUps);
    for (int row = 0; row < 2; row++) {
      int offset = row * INTERVALS.count();
      assertThat(loss.evaluate(row, scores, offset, new float[scores.length]))
          .isCloseTo(-Math.log(likelihood(followUps.get(row), scores, offset)), within(1e-9));
    }
  }

  @Property(tries = 300)
  void theDerivativeIsThatOfTheLoss(@ForAll long seed) {
    var random = new Random(seed);
    var loss = loss(List.of(followUp(random)));
    var scores = scores(random, 1);
    var gradient = new float[scores.length];
    loss.evaluate(0, scores, 0, gradient);
    for (int i = 0; i < scores.length; i++) {
      var more = scores.clone();
      var less = scores.clone();
      more[i] += 0.01f;
      less[i] -= 0.01f;
      double slope =
          (loss.evaluate(0, more, 0, new float[4]) - loss.evaluate(0, less, 0, new float[4]))
              / (more[i] - less[i]);
      assertThat((double) gradient[i]).isCloseTo(slope, within(1e-4));
    }
  }

  @Property(tries = 300)
  void aRowCensoredWithinAnIntervalGivesNoDerivativeThereOrBeyondAndNoLossByWhatIsThere(
      @ForAll @IntRange(min = 0, max = 3) int interval, @ForAll long seed) {
    var random = new Random(seed);
    double from = interval == 0 ? 0 : INTERVALS.ends().get(interval - 1);
    double until =
        from + (INTERVALS.ends().get(interval) - from) * (0.01 + 0.98 * random.nextDouble());
    var loss = loss(List.of(new FollowUp(until, false)));
    var scores = scores(random, 1);
    var gradient = new float[] {9, 9, 9, 9};
    double before = loss.evaluate(0, scores, 0, gradient);
    for (int i = 0; i < gradient.length; i++) {
      if (i < interval) {
        assertThat(gradient[i]).isPositive();
      } else {
        assertThat(gradient[i]).isZero();
        scores[i] = 50;
      }
    }
    assertThat(loss.evaluate(0, scores, 0, gradient)).isEqualTo(before);
  }

  @Test
  void whoIsObservedToTheVeryEndOfAnIntervalWasAtRiskInAllOfIt() {
    assertThat(INTERVALS.atRisk(new FollowUp(2.0, false)).intervals()).isEqualTo(2);
    assertThat(INTERVALS.atRisk(new FollowUp(1.9, false)).intervals()).isEqualTo(1);
    assertThat(INTERVALS.atRisk(new FollowUp(2.0, true)).intervals()).isEqualTo(2);
    assertThat(INTERVALS.atRisk(new FollowUp(2.1, true)).intervals()).isEqualTo(3);
    assertThat(INTERVALS.atRisk(new FollowUp(7.0, false)).intervals()).isEqualTo(4);
  }
}
