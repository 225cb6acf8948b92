package org.chiasm.waveform;

import java.util.List;

/**
 * How well detected beats agree with marked ones, each matched at most once within a tolerance
 * (ANSI/AAMI EC57, 4.3: 150 ms).
 *
 * @param matched pairs
 * @param marked beats of the reference
 * @param detected beats found
 */
public record BeatAgreement(int matched, int marked, int detected) {
  /** Compares two ascending series. */
  public static BeatAgreement of(List<Long> marked, int[] detected, long tolerance) {
    int matched = 0;
    int m = 0;
    int d = 0;
    while (m < marked.size() && d < detected.length) {
      long away = detected[d] - marked.get(m);
      if (Math.abs(away) <= tolerance) {
        matched++;
        m++;
        d++;
      } else if (away < 0) {
        d++;
      } else {
        m++;
      }
    }
    return new BeatAgreement(matched, marked.size(), detected.length);
  }

  /** Matched of marked; NaN where none is marked. */
  public double sensitivity() {
    return (double) matched / marked;
  }

  /** Matched of detected; NaN where none is detected. */
  public double positivePredictiveValue() {
    return (double) matched / detected;
  }
}
