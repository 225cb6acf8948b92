package org.chiasm.imaging.volume;

import java.util.stream.IntStream;

/** One plane of numbers at another size, by the same weights as volumes. */
public final class PlaneScaling {
  private PlaneScaling() {}

  /**
   * The plane with so many rows and columns: means where it shrinks, straight lines where it grows.
   *
   * @param values {@code rows * columns} finite numbers
   */
  public static float[] scaled(float[] values, int rows, int columns, int height, int width) {
    var across = weights(columns, width);
    var down = weights(rows, height);
    float[] narrow = new float[rows * width];
    for (int row = 0; row < rows; row++) {
      for (int x = 0; x < width; x++) {
        double[] shares = across.weightsOf(x);
        double sum = 0;
        for (int k = 0; k < shares.length; k++) {
          sum += shares[k] * values[row * columns + across.firstOf(x) + k];
        }
        narrow[row * width + x] = (float) sum;
      }
    }
    float[] scaled = new float[height * width];
    for (int y = 0; y < height; y++) {
      double[] shares = down.weightsOf(y);
      for (int x = 0; x < width; x++) {
        double sum = 0;
        for (int k = 0; k < shares.length; k++) {
          sum += shares[k] * narrow[(down.firstOf(y) + k) * width + x];
        }
        scaled[y * width + x] = (float) sum;
      }
    }
    return scaled;
  }

  private static SampleWeights weights(int samples, int cells) {
    double step = (double) samples / cells;
    return SampleWeights.of(
        IntStream.range(0, samples).mapToDouble(i -> i).toArray(),
        0.5,
        -0.5 + step / 2,
        step,
        cells);
  }
}
