package org.chiasm.connect.display;

import java.nio.ByteBuffer;

/** How a number is written in an array file: numpy's type of it, little endian. */
public enum NumberType {
  UINT8("|u1", 1, 0, 255),
  INT8("|i1", 1, -128, 127),
  UINT16("<u2", 2, 0, 65535),
  INT16("<i2", 2, Short.MIN_VALUE, Short.MAX_VALUE),
  UINT32("<u4", 4, 0, 4294967295.0),
  INT32("<i4", 4, Integer.MIN_VALUE, Integer.MAX_VALUE),
  FLOAT32("<f4", 4, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
  FLOAT64("<f8", 8, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  private final String descriptor;
  private final int bytes;
  private final double least;
  private final double greatest;

  NumberType(String descriptor, int bytes, double least, double greatest) {
    this.descriptor = descriptor;
    this.bytes = bytes;
    this.least = least;
    this.greatest = greatest;
  }

  /**
   * The smallest type of whole numbers that holds a range, unsigned where nothing is negative;
   * {@link #FLOAT64} if none does.
   */
  public static NumberType ofWhole(double least, double greatest) {
    for (var type : values()) {
      if (type.isWhole() && type.least <= least && greatest <= type.greatest) {
        return type;
      }
    }
    return FLOAT64;
  }

  /** The next type that holds more, of whole numbers that turn out larger than announced. */
  NumberType wider() {
    return this == INT32 || this == UINT32 ? FLOAT64 : INT32;
  }

  /** Whether it is a type of whole numbers. */
  public boolean isWhole() {
    return this != FLOAT32 && this != FLOAT64;
  }

  /** numpy's descriptor, such as {@code <i2}. */
  public String descriptor() {
    return descriptor;
  }

  /** Bytes of one number. */
  public int bytes() {
    return bytes;
  }

  boolean holds(double value) {
    return !isWhole() || (value >= least && value <= greatest);
  }

  void put(ByteBuffer into, double value) {
    switch (this) {
      case UINT8, INT8 -> into.put((byte) (int) value);
      case UINT16, INT16 -> into.putShort((short) (int) value);
      case UINT32, INT32 -> into.putInt((int) (long) value);
      case FLOAT32 -> into.putFloat((float) value);
      case FLOAT64 -> into.putDouble(value);
    }
  }
}
