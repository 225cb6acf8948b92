package org.chiasm.connect.jpeg;

/** The inverse DCT of a block of 8 by 8, in double precision (ITU-T T.81 A.3.3). */
final class InverseDct {
  private static final double[] COSINE = new double[8];

  static {
    for (int k = 0; k < 8; k++) {
      COSINE[k] = Math.cos(k * Math.PI / 16) / 2;
    }
  }

  private InverseDct() {}

  /** Replaces coefficients by samples, row-major. */
  static void transform(double[] block) {
    for (int row = 0; row < 64; row += 8) {
      line(block, row, 1);
    }
    for (int column = 0; column < 8; column++) {
      line(block, column, 8);
    }
  }

  private static void line(double[] block, int from, int step) {
    double s0 = block[from] * COSINE[4];
    double s1 = block[from + step];
    double s2 = block[from + 2 * step];
    double s3 = block[from + 3 * step];
    double s4 = block[from + 4 * step] * COSINE[4];
    double s5 = block[from + 5 * step];
    double s6 = block[from + 6 * step];
    double s7 = block[from + 7 * step];
    double sum = s0 + s4;
    double difference = s0 - s4;
    double outer = COSINE[2] * s2 + COSINE[6] * s6;
    double inner = COSINE[6] * s2 - COSINE[2] * s6;
    double e0 = sum + outer;
    double e1 = difference + inner;
    double e2 = difference - inner;
    double e3 = sum - outer;
    double o0 = COSINE[1] * s1 + COSINE[3] * s3 + COSINE[5] * s5 + COSINE[7] * s7;
    double o1 = COSINE[3] * s1 - COSINE[7] * s3 - COSINE[1] * s5 - COSINE[5] * s7;
    double o2 = COSINE[5] * s1 - COSINE[1] * s3 + COSINE[7] * s5 + COSINE[3] * s7;
    double o3 = COSINE[7] * s1 - COSINE[5] * s3 + COSINE[3] * s5 - COSINE[1] * s7;
    block[from] = e0 + o0;
    block[from + step] = e1 + o1;
    block[from + 2 * step] = e2 + o2;
    block[from + 3 * step] = e3 + o3;
    block[from + 4 * step] = e3 - o3;
    block[from + 5 * step] = e2 - o2;
    block[from + 6 * step] = e1 - o1;
    block[from + 7 * step] = e0 - o0;
  }
}
