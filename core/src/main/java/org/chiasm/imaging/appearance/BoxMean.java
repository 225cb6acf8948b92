package org.chiasm.imaging.appearance;

/** The mean of the square around each pixel, cut at the edges of the slice. */
final class BoxMean {
  private BoxMean() {}

  /** Row-major like the slice; {@code reach} pixels to each side. Cost: two passes. */
  static float[] of(HounsfieldSlice slice, int reach) {
    int rows = slice.rows();
    int columns = slice.columns();
    double[] sums = new double[(rows + 1) * (columns + 1)];
    for (int y = 0; y < rows; y++) {
      double line = 0;
      for (int x = 0; x < columns; x++) {
        line += slice.at(y, x);
        sums[(y + 1) * (columns + 1) + x + 1] = sums[y * (columns + 1) + x + 1] + line;
      }
    }
    float[] mean = new float[rows * columns];
    for (int y = 0; y < rows; y++) {
      int top = Math.max(0, y - reach);
      int bottom = Math.min(rows, y + reach + 1);
      for (int x = 0; x < columns; x++) {
        int left = Math.max(0, x - reach);
        int right = Math.min(columns, x + reach + 1);
        double sum =
            sums[bottom * (columns + 1) + right]
                - sums[top * (columns + 1) + right]
                - sums[bottom * (columns + 1) + left]
                + sums[top * (columns + 1) + left];
        mean[y * columns + x] = (float) (sum / ((bottom - top) * (right - left)));
      }
    }
    return mean;
  }
}
