package org.chiasm.waveform.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chiasm.waveform.EcgSignal;
import org.chiasm.waveform.LeadNames;
import org.chiasm.waveform.delineation.EcgAnalysis;
import org.chiasm.waveform.delineation.ElectrodeReversal;
import org.chiasm.waveform.delineation.ElectrodeReversal.Kind;
import org.junit.jupiter.api.Test;

/** A synthetic heart seen by electrodes that lie in each other's place. */
class SwappedElectrodesTest {
  private static EcgSignal heart(double rr, long seed) {
    return Rhythms.steady(BeatShape.sinus(0.16, 0.09, 0.36), rr, 10, 500, seed)
        .signal(LeadNames.STANDARD, Disturbance.muscle(8, seed), Disturbance.wander(100, seed));
  }

  /** Each limb electrode is a place on the body: 0 right arm, 1 left arm, 2 either leg. */
  private static EcgSignal limbs(EcgSignal right, int rightArm, int leftArm, int leftLeg) {
    float[] one = right.microvolts("I").orElseThrow();
    float[] two = right.microvolts("II").orElseThrow();
    float[][] rows = new float[12][one.length];
    for (int at = 0; at < one.length; at++) {
      float[] body = {0, one[at], two[at]};
      float r = body[rightArm];
      float l = body[leftArm];
      float f = body[leftLeg];
      float[] seen = {l - r, f - r, f - l, r - (l + f) / 2, l - (r + f) / 2, f - (r + l) / 2};
      for (int lead = 0; lead < 6; lead++) {
        rows[lead][at] = seen[lead];
        rows[6 + lead][at] =
            right.microvolts("V" + (lead + 1)).orElseThrow()[at]
                + (one[at] + two[at]) / 3
                - (r + l + f) / 3;
      }
    }
    return EcgSignal.of(right.samplingFrequencyHz(), LeadNames.STANDARD, rows);
  }

  private static List<Kind> kinds(EcgSignal signal) {
    return EcgAnalysis.of(signal).reversals().stream().map(ElectrodeReversal::kind).toList();
  }

  @Test
  void electrodesInTheirPlaceRaiseNoSuspicion() {
    for (int seed = 1; seed <= 5; seed++) {
      assertThat(kinds(heart(0.6 + 0.1 * seed, seed))).isEmpty();
      assertThat(kinds(limbs(heart(0.8, seed), 0, 1, 2))).isEmpty();
    }
  }

  @Test
  void eachExchangeOfLimbElectrodesIsNamed() {
    for (int seed = 1; seed <= 5; seed++) {
      var heart = heart(0.6 + 0.1 * seed, seed);
      assertThat(kinds(limbs(heart, 1, 0, 2))).as("arms").containsExactly(Kind.ARMS);
      assertThat(kinds(limbs(heart, 2, 1, 0)))
          .as("right arm and left leg")
          .containsExactly(Kind.RIGHT_ARM_AND_LEG);
      assertThat(kinds(limbs(heart, 2, 1, 2)))
          .as("right arm and right leg")
          .contains(Kind.ARM_AND_RIGHT_LEG);
      assertThat(kinds(limbs(heart, 0, 2, 2)))
          .as("left arm and right leg")
          .contains(Kind.ARM_AND_RIGHT_LEG);
      assertThat(kinds(limbs(heart, 2, 2, 1))).as("arms and legs").contains(Kind.ARM_AND_RIGHT_LEG);
    }
  }

  @Test
  void theFlatLeadSaysWhichArm() {
    var heart = heart(0.8, 2);
    assertThat(EcgAnalysis.of(limbs(heart, 2, 1, 2)).reversals().getFirst().evidence())
        .isEqualTo("II is flat where I and III move: think of right arm and right leg");
    assertThat(EcgAnalysis.of(limbs(heart, 0, 2, 2)).reversals().getFirst().evidence())
        .isEqualTo("III is flat where I and II move: think of left arm and right leg");
  }
}
