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
  private static final int LONGEST_PERIOD = 512;
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
    int period = Math.min(period(), result.length);
    int inputs = (int) Math.round(period * fromHz / toHz);
    var known = new double[period][];
    Arrays.setAll(known, n -> weights(n * fromHz / toHz));
    for (int n = 0; n < result.length; n++) {
      double position = n * fromHz / toHz;
      int nearest = (int) Math.min(samples.length - 1, Math.round(position));
      if (Float.isNaN(samples[nearest])) {
        result[n] = Float.NaN;
      } else if (period == 0) {
        result[n] = weighted(bridged, first(position), weights(position));
      } else {
        int phase = n % period;
        int first = n / period * inputs + first(phase * fromHz / toHz);
        result[n] = weighted(bridged, first, known[phase]);
      }
    }
    return result;
  }

  private static float weighted(float[] samples, int first, double[] weights) {
    double sum = 0;
    if (first >= 0 && first + weights.length <= samples.length) {
      for (int k = 0; k < weights.length; k++) {
        sum += weights[k] * samples[first + k];
      }
    } else {
      for (int k = 0; k < weights.length; k++) {
        sum += weights[k] * samples[Math.clamp(first + k, 0, samples.length - 1)];
      }
    }
    return (float) sum;
  }

  /** The weights of the samples around a position, adding up to 1. */
  private double[] weights(double position) {
    int first = first(position);
    int last = (int) Math.floor(position + halfWidth);
    var weights = new double[last - first + 1];
    double sum = 0;
    for (int k = first; k <= last; k++) {
      weights[k - first] = kernel[(int) Math.round(Math.abs(k - position) * steps)];
      sum += weights[k - first];
    }
    for (int k = 0; k < weights.length; k++) {
      weights[k] /= sum;
    }
    return weights;
  }

  private int first(double position) {
    return (int) Math.ceil(position - halfWidth);
  }

  /** After how many outputs the outputs lie as before between the inputs; 0 where never soon. */
  private int period() {
    for (int outputs = 1; outputs <= LONGEST_PERIOD; outputs++) {
      double inputs = outputs * fromHz / toHz;
      if (Math.abs(inputs - Math.rint(inputs)) < 1e-9) {
        return outputs;
      }
    }
    return 0;
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
