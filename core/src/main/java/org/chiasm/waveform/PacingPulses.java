package org.chiasm.waveform;

import java.util.Arrays;

/**
 * Takes the pulses of pacemakers out of a lead. A pulse is at most 8 ms wide at half its height,
 * where no complex of a heart is under 15 ms, and stands far above the usual roughness of the lead;
 * a pulse that does not capture must not count as a beat.
 */
final class PacingPulses {
  private static final double LOWEST_HZ = 200;
  private static final double WIDEST_SECONDS = 0.0081;
  private static final double SMALLEST_MICROVOLTS = 100;
  private static final double ROUGHNESS = 10;

  /** Of the charge left at the electrodes; IEC 60601-2-27 tests 4 to 100 ms. */
  private static final double AFTER_POTENTIAL_SECONDS = 0.03;

  private PacingPulses() {}

  /**
   * The samples without pulses and the charge they leave; the same array where there is none, or
   * where the sampling is too slow to tell.
   */
  static float[] without(float[] samples, double hz) {
    int widest = (int) Math.floor(WIDEST_SECONDS * hz);
    int reach = widest + 1;
    if (hz < LOWEST_HZ || samples.length < 4 * reach) {
      return samples;
    }
    double least = Math.max(SMALLEST_MICROVOLTS, ROUGHNESS * roughness(samples, reach));
    float[] cleaned = samples;
    boolean copied = false;
    for (int i = reach; i < samples.length - reach; i++) {
      double height = height(samples, i, reach);
      if (Math.abs(height) >= least && isTop(samples, i, height) && isNarrow(samples, i, reach)) {
        cleaned = copied ? cleaned : samples.clone();
        copied = true;
        bridge(cleaned, i, reach, hz);
        i += reach;
      }
    }
    return cleaned;
  }

  /** How far a sample lies from the middle of the two beside the widest pulse around it. */
  private static double height(float[] samples, int at, int reach) {
    return samples[at] - (samples[at - reach] + (double) samples[at + reach]) / 2;
  }

  private static boolean isTop(float[] samples, int at, double height) {
    double sign = Math.signum(height);
    return sign * (samples[at] - samples[at - 1]) >= 0
        && sign * (samples[at] - samples[at + 1]) > 0;
  }

  private static boolean isNarrow(float[] samples, int at, int reach) {
    double from = samples[at - reach];
    double to = samples[at + reach];
    double height = height(samples, at, reach);
    if (Math.abs(to - from) > 0.5 * Math.abs(height)) {
      return false;
    }
    int wide = 0;
    for (int i = at - reach; i <= at + reach; i++) {
      double line = from + (to - from) * (i - at + reach) / (2.0 * reach);
      wide += (samples[i] - line) * Math.signum(height) > 0.5 * Math.abs(height) ? 1 : 0;
    }
    return wide <= reach - 1;
  }

  /** Holds the level from before the pulse and lets the step that it leaves fade out. */
  private static void bridge(float[] cleaned, int at, int reach, double hz) {
    float before = cleaned[at - reach];
    double step = cleaned[at + reach] - before;
    int end = (int) Math.min(cleaned.length, at + reach + 4 * AFTER_POTENTIAL_SECONDS * hz);
    for (int i = at - reach; i < end; i++) {
      double since = (i - at - reach) / hz;
      cleaned[i] =
          since <= 0
              ? before
              : (float) (cleaned[i] - step * Math.exp(-since / AFTER_POTENTIAL_SECONDS));
    }
  }

  /** The usual height, which complexes do not move, as a standard deviation. */
  private static double roughness(float[] samples, int reach) {
    int step = Math.max(1, samples.length / 20_000);
    var heights = new double[(samples.length - 2 * reach + step - 1) / step];
    for (int i = 0; i < heights.length; i++) {
      heights[i] = Math.abs(height(samples, reach + i * step, reach));
    }
    Arrays.sort(heights);
    return 1.4826 * heights[heights.length / 2];
  }
}
