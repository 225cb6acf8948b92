package org.chiasm.waveform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import org.chiasm.waveform.SignalQuality.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignalQualityTest {
  private static final EcgSignal CLEAN =
      SyntheticEcg.twelveLeads(SyntheticEcg.steady(75, 10), 10, 500);

  @ParameterizedTest
  @ValueSource(doubles = {100, 125, 250, 360, 500, 1000})
  void aCleanSignalIsGoodAtEveryFrequency(double hz) {
    var signal = SyntheticEcg.twelveLeads(SyntheticEcg.steady(75, 10), 10, hz);

    var quality = EcgMeasurements.of(signal).quality();

    assertThat(quality.reasons()).isEmpty();
    assertThat(quality.verdict()).isEqualTo(Verdict.GOOD);
    assertThat(quality.usableLeads()).isEqualTo(12);
  }

  @Test
  void oneBadLeadLimitsTheSignalAndIsNamedWithItsReason() {
    var off = new float[5000];
    Arrays.fill(off, Float.NaN);
    var clipped = scaledAndClipped(CLEAN.microvolts("V4").orElseThrow(), 3, 1200);
    var held = CLEAN.microvolts("V5").orElseThrow().clone();
    Arrays.fill(held, 1000, 4000, 77f);
    var gappy = CLEAN.microvolts("V6").orElseThrow().clone();
    Arrays.fill(gappy, 1000, 1500, Float.NaN);
    var wandering = CLEAN.microvolts("V1").orElseThrow().clone();
    for (int i = 0; i < wandering.length; i++) {
      wandering[i] += (float) (1500 * Math.sin(i / 500.0));
    }

    assertOnly("V2", new float[5000], SignalProblem.FLAT);
    assertOnly("V2", SyntheticEcg.noisy(new float[5000], 3, 1), SignalProblem.FLAT);
    assertOnly("V3", off, SignalProblem.LEAD_OFF);
    assertOnly("V4", clipped, SignalProblem.SATURATED);
    assertOnly("V5", held, SignalProblem.FLAT);
    assertOnly("V6", gappy, SignalProblem.GAPS);
    assertOnly("V1", wandering, SignalProblem.BASELINE_WANDER);
    assertOnly(
        "V3",
        SyntheticEcg.noisy(CLEAN.microvolts("V3").orElseThrow(), 150, 2),
        SignalProblem.NOISY);
    assertOnly(
        "V4",
        scaledAndClipped(CLEAN.microvolts("V4").orElseThrow(), 1000, Float.MAX_VALUE),
        SignalProblem.IMPLAUSIBLE_AMPLITUDE);
  }

  @Test
  void noiseInMostLeadsMakesTheSignalPoor() {
    var signal = CLEAN;
    for (int i = 0; i < 7; i++) {
      signal =
          SyntheticEcg.with(
              signal, CLEAN.leads().get(i), SyntheticEcg.noisy(CLEAN.microvolts(i), 400, i));
    }

    var quality = EcgMeasurements.of(signal).quality();

    assertThat(quality.verdict()).isEqualTo(Verdict.POOR);
    assertThat(quality.usableLeads()).isEqualTo(5);
  }

  @Test
  void aSwappedLimbLeadIsNoticed() {
    var swapped = SyntheticEcg.with(CLEAN, "III", CLEAN.microvolts("V4").orElseThrow());

    assertThat(EcgMeasurements.of(swapped).quality().problems())
        .containsExactly(SignalProblem.LIMB_LEADS_INCONSISTENT);
  }

  @Test
  void tooShortTooSlowAndBeatlessSignalsArePoor() {
    assertThat(whole(CLEAN.part(0, 900))).contains(SignalProblem.TOO_SHORT);
    assertThat(whole(CLEAN.resampledTo(40))).contains(SignalProblem.SAMPLED_TOO_SLOWLY);
    assertThat(whole(SyntheticEcg.oneLead(new float[5000], 500))).contains(SignalProblem.NO_BEATS);
    assertThat(EcgMeasurements.of(CLEAN.part(0, 900)).quality().verdict()).isEqualTo(Verdict.POOR);
  }

  private static Set<SignalProblem> whole(EcgSignal signal) {
    return EcgMeasurements.of(signal).quality().problems();
  }

  private static void assertOnly(String lead, float[] samples, SignalProblem problem) {
    var quality = EcgMeasurements.of(SyntheticEcg.with(CLEAN, lead, samples)).quality();

    assertThat(quality.reasons()).containsExactly(lead + ": " + problem);
    assertThat(quality.verdict()).isEqualTo(Verdict.LIMITED);
    assertThat(quality.usableLeads()).isEqualTo(problem.isDisqualifying() ? 11 : 12);
  }

  private static float[] scaledAndClipped(float[] samples, float factor, float limit) {
    var clipped = new float[samples.length];
    for (int i = 0; i < clipped.length; i++) {
      clipped[i] = Math.clamp(samples[i] * factor, -limit, limit);
    }
    return clipped;
  }
}
