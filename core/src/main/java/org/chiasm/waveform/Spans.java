package org.chiasm.waveform;

import java.util.Arrays;

/**
 * How a lead behaves from second to second.
 *
 * @param usualRange the median over spans of two seconds of largest minus smallest sample
 * @param wander how far the medians over spans of one second lie apart, from the 5th to the 95th
 *     percentile
 */
record Spans(double usualRange, double wander) {
  static Spans of(float[] samples, double hz) {
    int second = Math.clamp(Math.round(hz), 1, samples.length);
    int count = samples.length / second;
    var medians = new float[count];
    var ranges = new float[count];
    for (int s = 0; s < count; s++) {
      var span = Arrays.copyOfRange(samples, s * second, (s + 1) * second);
      Arrays.sort(span);
      medians[s] = span[second / 2];
      var wider =
          Arrays.copyOfRange(samples, s * second, Math.min(samples.length, (s + 2) * second));
      Arrays.sort(wider);
      ranges[s] = wider[wider.length - 1] - wider[0];
    }
    Arrays.sort(medians);
    Arrays.sort(ranges);
    int low = (int) Math.round(0.05 * (count - 1));
    return new Spans(ranges[count / 2], medians[count - 1 - low] - medians[low]);
  }
}
