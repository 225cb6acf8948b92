package org.chiasm.learn.onnx;

import java.util.Arrays;

/**
 * An array of numbers in double precision, row-major.
 *
 * @param shape its extents; none for a single number
 * @param numbers as many as the extents multiply to; neither array is copied
 */
@SuppressWarnings("ArrayRecordComponent")
public record GraphArray(int[] shape, double[] numbers) {
  /** Checks that there are as many numbers as the shape says. */
  public GraphArray {
    if (size(shape) != numbers.length) {
      throw new IllegalArgumentException(
          numbers.length + " numbers in an array of shape " + Arrays.toString(shape));
    }
  }

  /** Zeros. */
  public static GraphArray zeros(int... shape) {
    return new GraphArray(shape, new double[size(shape)]);
  }

  /** How many numbers an array of a shape has. */
  public static int size(int... shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  /** How many numbers stand between neighbours along an axis. */
  public int stride(int axis) {
    int stride = 1;
    for (int i = axis + 1; i < shape.length; i++) {
      stride *= shape[i];
    }
    return stride;
  }
}
