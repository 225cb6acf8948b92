package org.chiasm.waveform;

import java.util.Arrays;

/**
 * Changes the sampling frequency of one lead by band-limited interpolation: a sinc kernel under a
 * Kaiser window (Smith, Digital Audio Resampling, 2002), cut off at 0.45 of the lower frequency and
 * scaled to pass a constant unchanged. The first sample stays at time zero.
 *
 * <p>Before the first and after the last sample the end values are held. A gap (NaN) is bridged by
 * a straight line for the filter only: an output whose nearest input is missing is missing.
 */
public final class Resampler {
  private static final int ZERO_CROSSINGS = 16;
  private static final double KAISER_BETA = 8.0;
  private static final double PASS_BAND = 0.9;
  private static final double LONGEST_HALF_WIDTH = 65_536;
  private static final int LARGEST_TABLE = 1 << 20;

  private final double fromHz;
  private final double toHz;
  private final double halfWidth;
  private final int steps;
  private final float[] kernel;

  /**
   * From one frequency to another.
   *
   * @throws IllegalArgumentException if either is not positive and finite
   */
  public Resampler(double fromHz, double toHz) {
    if (!(fromHz > 0 && toHz > 0) || !Double.isFinite(fromHz) || !Double.isFinite(toHz)) {
      throw new IllegalArgumentException(
          "Resampler needs positive frequencies, got " + fromHz + " and " + toHz);
    }
    this.fromHz = fromHz;
    this.toHz = toHz;
    double bandwidth = PASS_BAND * Math.min(1, toHz / fromHz);
    this.halfWidth = Math.min(LONGEST_HALF_WIDTH, ZERO_CROSSINGS / bandwidth);
    this.steps = (int) Math.clamp(LARGEST_TABLE / halfWidth, 4, 512);
    this.kernel = kernel(bandwidth, halfWidth, steps);
  }

  /** How many samples {@code count} samples become: those that begin within the same duration. */
  public int lengthOf(int count) {
    return (int) Math.max(1, Math.ceil(count * toHz / fromHz - 1e-9));
  }

  /** The lead at the new frequency. */
  public float[] resample(float[] samples) {
    var bridged = Gaps.bridge(samples);
    var result = new float[lengthOf(samples.length)];
    if (bridged.length == 0) {
      Arrays.fill(result, Float.NaN);
      return result;
    }
    for (int n = 0; n < result.length; n++) {
      double position = n * fromHz / toHz;
      int nearest = (int) Math.min(samples.length - 1, Math.round(position));
      result[n] = Float.isNaN(samples[nearest]) ? Float.NaN : at(bridged, position);
    }
    return result;
  }

  private float at(float[] samples, double position) {
    int first = (int) Math.ceil(position - halfWidth);
    int last = (int) Math.floor(position + halfWidth);
    double sum = 0;
    double weights = 0;
    for (int k = first; k <= last; k++) {
      double weight = kernel[(int) Math.round(Math.abs(k - position) * steps)];
      sum += weight * samples[Math.clamp(k, 0, samples.length - 1)];
      weights += weight;
    }
    return (float) (sum / weights);
  }

  private static float[] kernel(double bandwidth, double halfWidth, int steps) {
    var table = new float[(int) Math.ceil(halfWidth * steps) + 2];
    for (int i = 0; i < table.length; i++) {
      double x = (double) i / steps;
      double along = Math.min(1, x / halfWidth);
      double window = bessel(KAISER_BETA * Math.sqrt(1 - along * along)) / bessel(KAISER_BETA);
      double angle = Math.PI * bandwidth * x;
      table[i] = (float) (i == 0 ? 1 : StrictMath.sin(angle) / angle * window);
    }
    return table;
  }

  private static double bessel(double x) {
    double sum = 1;
    double term = 1;
    for (int k = 1; k < 60; k++) {
      term *= (x / (2 * k)) * (x / (2 * k));
      sum += term;
    }
    return sum;
  }
}
