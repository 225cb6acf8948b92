package org.chiasm.waveform;

import java.util.Arrays;

/** The R peaks of a signal as sample numbers, ascending. */
public final class RPeaks {
  private final int[] samples;
  private final double samplingFrequencyHz;

  /**
   * Peaks of a signal.
   *
   * @param samples ascending, not negative
   * @param samplingFrequencyHz of the signal they were found in
   */
  public RPeaks(int[] samples, double samplingFrequencyHz) {
    this.samples = samples.clone();
    this.samplingFrequencyHz = samplingFrequencyHz;
  }

  /** How many. */
  public int count() {
    return samples.length;
  }

  /** The sample numbers; a copy. */
  public int[] samples() {
    return samples.clone();
  }

  /** The seconds from each peak to the next, without those longer than {@code longest}. */
  public double[] intervalsSeconds(double longest) {
    var intervals = new double[Math.max(0, samples.length - 1)];
    for (int i = 0; i < intervals.length; i++) {
      intervals[i] = (samples[i + 1] - samples[i]) / samplingFrequencyHz;
    }
    return Arrays.stream(intervals).filter(interval -> interval <= longest).toArray();
  }

  @Override
  public String toString() {
    return "RPeaks[" + samples.length + "]";
  }
}
