package org.chiasm.waveform.synthetic;

/**
 * How found beats agree with true ones within 150 ms, each matched once (ANSI/AAMI EC57).
 *
 * @param matched true beats found
 * @param found inside the stretch that is scored
 * @param truth all true beats
 */
record BeatScore(long matched, long found, long truth) {
  private static final double TOLERANCE_SECONDS = 0.15;

  static BeatScore of(int[] peaks, double hz, double[] beats) {
    double first = beats[0] - TOLERANCE_SECONDS;
    double last = beats[beats.length - 1] + TOLERANCE_SECONDS;
    int matched = 0;
    int inside = 0;
    int next = 0;
    for (int peak : peaks) {
      double at = peak / hz;
      if (at < first || at > last) {
        continue;
      }
      inside++;
      while (next < beats.length && beats[next] < at - TOLERANCE_SECONDS) {
        next++;
      }
      if (next < beats.length && beats[next] <= at + TOLERANCE_SECONDS) {
        matched++;
        next++;
      }
    }
    return new BeatScore(matched, inside, beats.length);
  }

  BeatScore plus(BeatScore other) {
    return new BeatScore(matched + other.matched, found + other.found, truth + other.truth);
  }

  double sensitivity() {
    return (double) matched / truth;
  }

  double predictiveValue() {
    return found == 0 ? 1 : (double) matched / found;
  }
}
