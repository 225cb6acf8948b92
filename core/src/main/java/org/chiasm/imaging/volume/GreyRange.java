package org.chiasm.imaging.volume;

import java.util.Arrays;

/**
 * The range of grey values without outliers: the 0.5th and 99.5th percentile, which become 0 and 1.
 * For pictures whose numbers have no unit, such as MR, tomography of the eye, radiographs.
 *
 * @param low becomes 0
 * @param high becomes 1
 */
public record GreyRange(double low, double high) {
  private static final double LOW_PERCENTILE = 0.005;
  private static final double HIGH_PERCENTILE = 0.995;

  /** The range of these values; those that are not finite are passed over. */
  public static GreyRange of(float[] values) {
    float[] sorted = new float[values.length];
    int count = 0;
    for (float value : values) {
      if (Float.isFinite(value)) {
        sorted[count++] = value;
      }
    }
    if (count == 0) {
      return new GreyRange(0, 0);
    }
    Arrays.sort(sorted, 0, count);
    return new GreyRange(
        sorted[(int) (LOW_PERCENTILE * (count - 1))],
        sorted[(int) Math.ceil(HIGH_PERCENTILE * (count - 1))]);
  }

  /** In [0, 1]; 0 for a picture of one value and for what is not finite. */
  public float scaled(float value) {
    return high > low && Float.isFinite(value)
        ? (float) Math.clamp((value - low) / (high - low), 0, 1)
        : 0;
  }

  /** A copy, scaled. */
  public float[] scaled(float[] values) {
    float[] scaled = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      scaled[i] = scaled(values[i]);
    }
    return scaled;
  }
}
