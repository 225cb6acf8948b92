package org.chiasm.imaging.colour;

/**
 * The threshold that parts numbers in [0, 1] into two groups with the greatest variance between
 * them (Otsu 1979, doi:10.1109/TSMC.1979.4310076), on 256 bins.
 */
final class OtsuThreshold {
  private static final int BINS = 256;

  private OtsuThreshold() {}

  /** The upper edge of the last bin of the lower group; 1 where all numbers are in one bin. */
  static double of(float[] values) {
    long[] bins = new long[BINS];
    double total = 0;
    for (float value : values) {
      int bin = Math.clamp((int) (value * BINS), 0, BINS - 1);
      bins[bin]++;
      total += bin;
    }
    long below = 0;
    double sumBelow = 0;
    double best = 0;
    int first = BINS - 1;
    int last = BINS - 1;
    for (int bin = 0; bin < BINS - 1; bin++) {
      below += bins[bin];
      sumBelow += (double) bin * bins[bin];
      long above = values.length - below;
      if (below == 0 || above == 0) {
        continue;
      }
      double difference = sumBelow / below - (total - sumBelow) / above;
      double between = (double) below * above * difference * difference;
      if (between > best * (1 + 1e-12)) {
        best = between;
        first = bin;
        last = bin;
      } else if (between >= best * (1 - 1e-12) && best > 0) {
        last = bin;
      }
    }
    return ((first + last) / 2.0 + 1) / BINS;
  }
}
