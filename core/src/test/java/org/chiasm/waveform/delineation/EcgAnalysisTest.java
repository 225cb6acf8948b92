package org.chiasm.waveform.delineation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.chiasm.waveform.EcgSignal;
import org.chiasm.waveform.LeadNames;
import org.junit.jupiter.api.Test;

class EcgAnalysisTest {
  private static final double HZ = 500;
  private static final double[] R = {0.6, 1.0, 0.4, -0.8, 0.1, 0.7, -0.5, -0.7, 0.4, 1.3, 1.2, 0.9};

  /** Waves with sharp limits: half periods of raised cosines, in seconds from the R peak. */
  private static EcgSignal signal(double[] beats, boolean hasP, double noise) {
    int count = (int) (10 * HZ);
    var random = new Random(7);
    var leads = new float[R.length][count];
    for (int lead = 0; lead < R.length; lead++) {
      for (double beat : beats) {
        if (hasP) {
          bump(leads[lead], beat, -0.2, -0.1, 140 * R[lead]);
        }
        bump(leads[lead], beat, -0.045, -0.015, -150 * R[lead]);
        bump(leads[lead], beat, -0.025, 0.025, 1200 * R[lead]);
        bump(leads[lead], beat, 0.015, 0.045, -250 * R[lead]);
        bump(leads[lead], beat, 0.16, 0.36, 300 * R[lead]);
      }
      for (int i = 0; i < count; i++) {
        leads[lead][i] += (float) (noise * random.nextGaussian());
      }
    }
    return EcgSignal.of(HZ, LeadNames.STANDARD, leads);
  }

  private static void bump(float[] lead, double beat, double from, double to, double size) {
    for (int i = (int) ((beat + from) * HZ); i <= (beat + to) * HZ; i++) {
      double along = (i / HZ - beat - from) / (to - from);
      if (along > 0 && along < 1 && i >= 0 && i < lead.length) {
        lead[i] += (float) (size * (1 - StrictMath.cos(2 * Math.PI * along)) / 2);
      }
    }
  }

  private static double[] steady(double interval) {
    var beats = new double[(int) (9.4 / interval)];
    Arrays.setAll(beats, i -> 0.4 + i * interval);
    return beats;
  }

  private static double[] disorderly() {
    var random = new Random(3);
    var beats = new ArrayList<Double>();
    for (double at = 0.4; at < 9.5; at += 0.5 + 0.55 * random.nextDouble()) {
      beats.add(at);
    }
    return beats.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Test
  void intervalsOfWavesWithKnownLimitsAreFoundAtEveryRateAndNoise() {
    for (double interval : new double[] {0.6, 0.8, 1.1}) {
      for (double noise : new double[] {0, 10, 25}) {
        var found = EcgAnalysis.of(signal(steady(interval), true, noise)).intervalsMs();
        assertThat(found.get("rr")).isCloseTo(1000 * interval, within(2.0));
        assertThat(found.get("pr")).as("noise " + noise).isCloseTo(155, within(18.0));
        assertThat(found.get("qrs")).isCloseTo(90, within(14.0));
        assertThat(found.get("qt")).isCloseTo(405, within(30.0));
        double qt = found.getOrDefault("qt", Double.NaN);
        assertThat(found.get("qtc_bazett")).isCloseTo(qt / Math.sqrt(interval), within(2.0));
        assertThat(found.get("qtc_fridericia")).isCloseTo(qt / Math.cbrt(interval), within(2.0));
      }
    }
  }

  @Test
  void theAxisFollowsFromLeadsIAndAvf() {
    var axes = EcgAnalysis.of(signal(steady(0.8), true, 0)).axesDegrees();
    double expected = Math.toDegrees(Math.atan2(0.7 * 2 / Math.sqrt(3), 0.6));
    assertThat(axes.get("qrs")).isCloseTo(expected, within(2.0));
    assertThat(axes.get("t")).isCloseTo(expected, within(2.0));
  }

  @Test
  void withoutPWavesPrIsAbsentWithAReasonAndDisorderIsNamed() {
    var steady = EcgAnalysis.of(signal(steady(0.8), false, 8));
    assertThat(steady.intervalsMs()).doesNotContainKey("pr").containsKeys("qrs", "qt");
    assertThat(steady.reasons()).anyMatch(reason -> reason.startsWith("pr: no P wave"));
    assertThat(steady.rhythm().kind()).isEqualTo(Rhythm.Kind.REGULAR);
    assertThat(EcgAnalysis.of(signal(disorderly(), false, 8)).rhythm().kind())
        .isEqualTo(Rhythm.Kind.IRREGULARLY_IRREGULAR);
  }

  @Test
  void leadsThatDisagreeAboutTheEndOfTheTWaveGiveNoQt() {
    var agreeing = signal(steady(0.9), true, 5);
    assertThat(EcgAnalysis.of(agreeing).intervalsMs()).containsKey("qt");
    var leads = new float[12][];
    Arrays.setAll(leads, i -> agreeing.microvolts(i).clone());
    for (int lead = 0; lead < 12; lead += 2) {
      for (double beat : steady(0.9)) {
        bump(leads[lead], beat, 0.16, 0.36, -300 * R[lead]);
        bump(leads[lead], beat, 0.32, 0.54, 300 * R[lead]);
      }
    }
    var apart = EcgAnalysis.of(EcgSignal.of(HZ, LeadNames.STANDARD, leads));
    assertThat(apart.intervalsMs()).doesNotContainKey("qt").containsKeys("pr", "qrs");
    assertThat(apart.reasons())
        .anyMatch(reason -> reason.startsWith("qt: the leads disagree about the end of T by "));
  }

  @Test
  void exchangedArmsAreSuspectedWithEvidence() {
    var right = signal(steady(0.8), true, 5);
    assertThat(EcgAnalysis.of(right).reversals()).isEmpty();
    var leads = new float[12][];
    var source = List.of("I", "III", "II", "aVL", "aVR", "aVF", "V1", "V2", "V3", "V4", "V5", "V6");
    Arrays.setAll(leads, i -> right.microvolts(source.get(i)).orElseThrow().clone());
    for (int i = 0; i < leads[0].length; i++) {
      leads[0][i] = -leads[0][i];
      leads[4][i] = -Math.abs(leads[4][i]) * 0.5f;
      leads[3][i] = 0.1f * right.microvolts("II").orElseThrow()[i];
    }
    var turned = EcgAnalysis.of(EcgSignal.of(HZ, LeadNames.STANDARD, leads));
    assertThat(turned.reversals())
        .extracting(ElectrodeReversal::kind)
        .contains(ElectrodeReversal.Kind.ARMS);
    assertThat(turned.qualityReasons()).contains("ELECTRODES_ARMS?");
    assertThat(turned.reversals().getFirst().evidence()).contains("of I negative");
  }

  @Test
  void whatIsNoElectrocardiogramGivesReasonsAndNoNumbers() {
    var flat = EcgAnalysis.of(EcgSignal.of(HZ, List.of("I", "II"), new float[2][5000]));
    assertThat(flat.intervalsMs()).isEmpty();
    assertThat(flat.reasons()).isNotEmpty();
    var missing = new float[1][5000];
    Arrays.fill(missing[0], Float.NaN);
    assertThat(EcgAnalysis.of(EcgSignal.of(HZ, List.of("II"), missing)).beat()).isEmpty();
    assertThat(EcgAnalysis.of(EcgSignal.of(HZ, List.of("II"), new float[1][1])).beat()).isEmpty();
  }

  @Test
  void everyNumberOfAnySignalIsFinite() {
    var random = new Random(11);
    for (int round = 0; round < 60; round++) {
      int leads = 1 + random.nextInt(4);
      var samples = new float[leads][50 + random.nextInt(3000)];
      for (int l = 0; l < leads; l++) {
        samples[l] = new float[samples[0].length];
        for (int i = 0; i < samples[l].length; i++) {
          samples[l][i] =
              random.nextInt(90) == 0
                  ? (random.nextInt(4) == 0 ? Float.NaN : 2500 * random.nextFloat())
                  : (float) (40 * random.nextGaussian());
        }
      }
      double hz = new double[] {60, 128, 250, 360, 500, 1000}[random.nextInt(6)];
      var names = List.of("I", "II", "V1", "aVF").subList(0, leads);
      assertThat(EcgAnalysis.of(EcgSignal.of(hz, names, samples)).values().values())
          .allMatch(Double::isFinite);
    }
  }
}
