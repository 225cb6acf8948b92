package org.chiasm.imaging.volume;

import org.chiasm.Tensor;

/**
 * A radiograph as a tensor of stated shape: bright is bright, the picture upright, without borders
 * that a collimator, a printer or an archive put around it.
 */
public final class RadiographFrame {
  /** A border line is one whose values differ by less than this share of the picture's range. */
  private static final double FLAT = 0.02;

  /** A picture cut to less than this share of a side is left whole: the lines were the patient. */
  private static final double LEAST_KEPT = 0.4;

  private RadiographFrame() {}

  /**
   * The radiograph as {@code [1, height, width]} in [0, 1]: borders cut, mirrored or turned upside
   * down where PatientOrientation says so, scaled until it fits, centred on 0; the 0.5th percentile
   * becomes 0 and the 99.5th 1.
   *
   * @param values {@code rows * columns} numbers
   * @param monochrome1 whether low values are bright
   * @param orientation PatientOrientation, such as {@code L\F}; empty if unknown
   */
  public static Tensor of(
      float[] values,
      int rows,
      int columns,
      boolean monochrome1,
      String orientation,
      int height,
      int width) {
    if (rows <= 0 || columns <= 0 || (long) rows * columns != values.length) {
      throw new IllegalArgumentException(
          "A picture of " + rows + " by " + columns + " cannot have " + values.length + " values");
    }
    float[] bright = values.clone();
    if (monochrome1) {
      for (int i = 0; i < bright.length; i++) {
        bright[i] = -bright[i];
      }
    }
    int[] kept = withoutBorders(bright, rows, columns);
    String[] directions = orientation.split("\\\\", -1);
    boolean mirrored = directions[0].startsWith("R");
    boolean upsideDown = directions.length > 1 && directions[1].startsWith("H");
    int high = kept[1] - kept[0];
    int wide = kept[3] - kept[2];
    double scale = Math.min((double) height / high, (double) width / wide);
    int tall = Math.clamp(Math.round(high * scale), 1, height);
    int broad = Math.clamp(Math.round(wide * scale), 1, width);
    float[] cut = new float[high * wide];
    for (int row = 0; row < high; row++) {
      int from = kept[0] + (upsideDown ? high - 1 - row : row);
      for (int column = 0; column < wide; column++) {
        cut[row * wide + column] =
            bright[from * columns + kept[2] + (mirrored ? wide - 1 - column : column)];
      }
    }
    float[] small = PlaneScaling.scaled(cut, high, wide, tall, broad);
    var range = GreyRange.of(small);
    float[] padded = new float[height * width];
    for (int row = 0; row < tall; row++) {
      for (int column = 0; column < broad; column++) {
        padded[((height - tall) / 2 + row) * width + (width - broad) / 2 + column] =
            range.scaled(small[row * broad + column]);
      }
    }
    return Tensor.of(padded, 1, height, width);
  }

  /**
   * First and end row, first and end column of the picture without lines of one value at its edges.
   */
  public static int[] withoutBorders(float[] values, int rows, int columns) {
    var range = GreyRange.of(values);
    double flat = FLAT * (range.high() - range.low());
    int top = 0;
    int bottom = rows;
    int left = 0;
    int right = columns;
    while (top < rows && isFlat(values, top * columns, 1, columns, flat)) {
      top++;
    }
    while (bottom > top && isFlat(values, (bottom - 1) * columns, 1, columns, flat)) {
      bottom--;
    }
    int inside = bottom - top;
    while (left < columns && isFlat(values, top * columns + left, columns, inside, flat)) {
      left++;
    }
    while (right > left && isFlat(values, top * columns + right - 1, columns, inside, flat)) {
      right--;
    }
    boolean tall = inside >= LEAST_KEPT * rows;
    boolean broad = right - left >= LEAST_KEPT * columns;
    return tall && broad ? new int[] {top, bottom, left, right} : new int[] {0, rows, 0, columns};
  }

  private static boolean isFlat(float[] values, int from, int step, int count, double flat) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      float value = values[from + i * step];
      if (Float.isFinite(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    return !(high - low > flat);
  }
}
