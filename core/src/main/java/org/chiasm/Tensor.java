package org.chiasm;

import java.util.Arrays;

/**
 * A dense block of numbers with a shape, row-major: what pixels and signals become before an
 * encoder reads them. The numbers are owned by the tensor; it copies neither on the way in nor out,
 * so that a volume is held once. Callers must not write to an array they have handed over.
 */
public final class Tensor {
  private final int[] shape;
  private final float[] values;

  private Tensor(int[] shape, float[] values) {
    this.shape = shape;
    this.values = values;
  }

  /**
   * A tensor over {@code values}.
   *
   * @param values row-major, as many as the product of {@code shape}
   * @param shape positive extents, slowest axis first
   * @throws IllegalArgumentException if the counts differ or an extent is not positive
   */
  public static Tensor of(float[] values, int... shape) {
    long count = 1;
    for (int extent : shape) {
      if (extent <= 0) {
        throw new IllegalArgumentException(
            "Tensor extents must be positive, got " + Arrays.toString(shape));
      }
      count = Math.multiplyExact(count, extent);
    }
    if (count != values.length) {
      throw new IllegalArgumentException(
          "Tensor of shape "
              + Arrays.toString(shape)
              + " needs "
              + count
              + " values, got "
              + values.length);
    }
    return new Tensor(shape.clone(), values);
  }

  /** The extents, slowest axis first. */
  public int[] shape() {
    return shape.clone();
  }

  /** The extent of one axis, counted from 0. */
  public int extent(int axis) {
    return shape[axis];
  }

  /** How many axes there are. */
  public int rank() {
    return shape.length;
  }

  /** The numbers, row-major; not a copy. */
  public float[] values() {
    return values;
  }

  /** Whether the shapes are equal and the numbers bit for bit; all NaN count as one. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor tensor
        && Arrays.equals(shape, tensor.shape)
        && Arrays.equals(values, tensor.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Tensor" + Arrays.toString(shape);
  }
}
