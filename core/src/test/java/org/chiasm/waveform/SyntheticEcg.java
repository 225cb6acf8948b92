package org.chiasm.waveform;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Electrocardiograms made of Gaussian waves, whose beats are known. */
final class SyntheticEcg {
  private static final double[][] WAVES = {
    {-0.17, 0.025, 120},
    {-0.03, 0.010, -80},
    {0, 0.012, 1000},
    {0.03, 0.012, -200},
    {0.25, 0.05, 250}
  };

  private SyntheticEcg() {}

  /** R times in seconds at a steady rate, the first after half an interval. */
  static double[] steady(double bpm, double seconds) {
    double interval = 60 / bpm;
    int count = (int) Math.floor((seconds - interval / 2) / interval) + 1;
    var times = new double[count];
    Arrays.setAll(times, i -> interval / 2 + i * interval);
    return times;
  }

  /** One lead in microvolts, the R wave {@code size} millivolts high (or deep, if negative). */
  static float[] lead(double[] beats, double size, double seconds, double hz) {
    var samples = new float[(int) Math.round(seconds * hz)];
    for (double beat : beats) {
      for (double[] wave : WAVES) {
        int from = (int) Math.max(0, (beat + wave[0] - 5 * wave[1]) * hz);
        int to = (int) Math.min(samples.length - 1, (beat + wave[0] + 5 * wave[1]) * hz);
        for (int i = from; i <= to; i++) {
          double away = (i / hz - beat - wave[0]) / wave[1];
          samples[i] += (float) (size * wave[2] * StrictMath.exp(-away * away / 2));
        }
      }
    }
    return samples;
  }

  /** Twelve leads that obey Einthoven and Goldberger. */
  static EcgSignal twelveLeads(double[] beats, double seconds, double hz) {
    double[] sizes = {0.6, 1.0, 0.4, -0.8, 0.1, 0.7, -0.5, -0.9, 0.4, 1.3, 1.2, 0.9};
    var samples = new float[sizes.length][];
    Arrays.setAll(samples, i -> lead(beats, sizes[i], seconds, hz));
    return EcgSignal.of(hz, LeadNames.STANDARD, samples);
  }

  /** The same signal with something done to one lead. */
  static EcgSignal with(EcgSignal signal, String lead, float[] samples) {
    var all = new float[signal.leadCount()][];
    Arrays.setAll(all, i -> signal.leads().get(i).equals(lead) ? samples : signal.microvolts(i));
    return EcgSignal.of(signal.samplingFrequencyHz(), signal.leads(), all);
  }

  /** Samples with white noise of a standard deviation in microvolts. */
  static float[] noisy(float[] samples, double deviation, long seed) {
    var random = new Random(seed);
    var noisy = samples.clone();
    for (int i = 0; i < noisy.length; i++) {
      noisy[i] += (float) (deviation * random.nextGaussian());
    }
    return noisy;
  }

  static EcgSignal oneLead(float[] samples, double hz) {
    return EcgSignal.of(hz, List.of("II"), new float[][] {samples});
  }
}
