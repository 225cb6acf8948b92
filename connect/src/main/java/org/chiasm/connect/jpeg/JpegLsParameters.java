package org.chiasm.connect.jpeg;

/**
 * The parameters of a JPEG-LS scan (ITU-T T.87 C.2.4.1.1).
 *
 * @param maxValue MAXVAL
 * @param near NEAR, 0 for lossless
 * @param threshold1 T1
 * @param threshold2 T2
 * @param threshold3 T3
 * @param reset RESET
 */
record JpegLsParameters(
    int maxValue, int near, int threshold1, int threshold2, int threshold3, int reset) {

  /** Checks the bounds of C.2.4.1.1. */
  static JpegLsParameters checked(int max, int near, int t1, int t2, int t3, int reset)
      throws JpegFormatException {
    boolean fits =
        max >= 1
            && near <= Math.min(255, max / 2)
            && t1 > near
            && t2 >= t1
            && t3 >= t2
            && max >= t3
            && reset >= 3
            && reset <= Math.max(255, max);
    if (!fits) {
      throw JpegFormatException.malformed("JPEG-LS with parameters out of bounds");
    }
    return new JpegLsParameters(max, near, t1, t2, t3, reset);
  }

  /**
   * Fills in the defaults.
   *
   * @param preset MAXVAL, T1, T2, T3 and RESET of an LSE segment, 0 for the default
   */
  static JpegLsParameters of(int precision, int near, int[] preset) throws JpegFormatException {
    int max = preset[0] != 0 ? preset[0] : (1 << precision) - 1;
    int t1;
    int t2;
    int t3;
    if (max >= 128) {
      int factor = (Math.min(max, 4095) + 128) / 256;
      t1 = clamp(factor + 2 + 3 * near, near + 1, max);
      t2 = clamp(4 * factor + 3 + 5 * near, preset[1] != 0 ? preset[1] : t1, max);
      t3 = clamp(17 * factor + 4 + 7 * near, preset[2] != 0 ? preset[2] : t2, max);
    } else {
      int factor = 256 / (max + 1);
      t1 = clamp(Math.max(2, 3 / factor + 3 * near), near + 1, max);
      t2 = clamp(Math.max(3, 7 / factor + 5 * near), preset[1] != 0 ? preset[1] : t1, max);
      t3 = clamp(Math.max(4, 21 / factor + 7 * near), preset[2] != 0 ? preset[2] : t2, max);
    }
    return checked(
        max,
        near,
        preset[1] != 0 ? preset[1] : t1,
        preset[2] != 0 ? preset[2] : t2,
        preset[3] != 0 ? preset[3] : t3,
        preset[4] != 0 ? preset[4] : 64);
  }

  private static int clamp(int value, int low, int max) {
    return value > max || value < low ? low : value;
  }

  /** RANGE: how many prediction errors there are. */
  int range() {
    return (maxValue + 2 * near) / (2 * near + 1) + 1;
  }

  /** Bits that hold a number below {@code count}. */
  static int bitsFor(int count) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, count - 1));
  }
}
