package org.chiasm.connect.jpeg;

import java.util.Arrays;

/**
 * Decodes the lines of one JPEG-LS scan: context modelling, Golomb codes and runs (ITU-T T.87 Annex
 * A). All components of a scan share its contexts.
 */
final class JpegLsScan {
  private static final int[] RUN_ORDER = {
    0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13,
    14, 15
  };
  private static final int RUN_CONTEXT = 365;

  private final JpegLsBits bits;
  private final int max;
  private final int near;
  private final int t1;
  private final int t2;
  private final int t3;
  private final int reset;
  private final int step;
  private final int range;
  private final int errorBits;
  private final int limit;
  private final int[] a = new int[RUN_CONTEXT + 2];
  private final int[] b = new int[RUN_CONTEXT];
  private final int[] c = new int[RUN_CONTEXT];
  private final int[] n = new int[RUN_CONTEXT + 2];
  private final int[] negative = new int[2];
  private final int[] runIndex;

  JpegLsScan(JpegLsBits bits, JpegLsParameters parameters, int components) {
    this.bits = bits;
    this.max = parameters.maxValue();
    this.near = parameters.near();
    this.t1 = parameters.threshold1();
    this.t2 = parameters.threshold2();
    this.t3 = parameters.threshold3();
    this.reset = parameters.reset();
    this.step = 2 * near + 1;
    this.range = parameters.range();
    this.errorBits = JpegLsParameters.bitsFor(range);
    int sampleBits = Math.max(2, JpegLsParameters.bitsFor(max + 1));
    this.limit = 2 * (sampleBits + Math.max(8, sampleBits));
    this.runIndex = new int[components];
    Arrays.fill(a, Math.max(2, (range + 32) / 64));
    Arrays.fill(n, 1);
  }

  /**
   * Decodes one line of one component.
   *
   * @param component which, for its run state
   * @param previous the line above: sample {@code x} at {@code x + 1}, one more on either side
   * @param line the same for this line; filled
   */
  void line(int component, int[] previous, int[] line) throws JpegFormatException {
    int width = line.length - 2;
    previous[width + 1] = previous[width];
    line[0] = previous[1];
    int x = 1;
    while (x <= width) {
      int left = line[x - 1];
      int above = previous[x];
      int corner = previous[x - 1];
      int context = context(previous[x + 1] - above, above - corner, corner - left);
      if (context != 0) {
        line[x] = regular(context, left, above, corner);
        x++;
        continue;
      }
      int run = runLength(component, width - x + 1);
      Arrays.fill(line, x, x + run, left);
      x += run;
      if (x <= width) {
        line[x] = afterRun(component, left, previous[x], true);
        endRun(component);
        x++;
      }
    }
  }

  /** Decodes one line of pixels whose components are interleaved sample by sample. */
  void pixels(int[][] previous, int[][] line) throws JpegFormatException {
    int count = line.length;
    int width = line[0].length - 2;
    int[] contexts = new int[count];
    for (int i = 0; i < count; i++) {
      previous[i][width + 1] = previous[i][width];
      line[i][0] = previous[i][1];
    }
    int x = 1;
    while (x <= width) {
      boolean flat = true;
      for (int i = 0; i < count; i++) {
        int above = previous[i][x];
        int corner = previous[i][x - 1];
        contexts[i] = context(previous[i][x + 1] - above, above - corner, corner - line[i][x - 1]);
        flat &= contexts[i] == 0;
      }
      if (!flat) {
        for (int i = 0; i < count; i++) {
          line[i][x] = regular(contexts[i], line[i][x - 1], previous[i][x], previous[i][x - 1]);
        }
        x++;
        continue;
      }
      int run = runLength(0, width - x + 1);
      for (int i = 0; i < count; i++) {
        Arrays.fill(line[i], x, x + run, line[i][x - 1]);
      }
      x += run;
      if (x <= width) {
        for (int i = 0; i < count; i++) {
          line[i][x] = afterRun(0, line[i][x - 1], previous[i][x], false);
        }
        endRun(0);
        x++;
      }
    }
  }

  /** The signed context number; 0 where the surroundings are flat. */
  private int context(int d1, int d2, int d3) {
    return (quantised(d1) * 9 + quantised(d2)) * 9 + quantised(d3);
  }

  private int quantised(int difference) {
    int size = Math.abs(difference);
    int level = size <= near ? 0 : size < t1 ? 1 : size < t2 ? 2 : size < t3 ? 3 : 4;
    return difference < 0 ? -level : level;
  }

  private int regular(int signedContext, int left, int above, int corner)
      throws JpegFormatException {
    int sign = signedContext < 0 ? -1 : 1;
    int q = Math.abs(signedContext);
    int predicted;
    if (corner >= Math.max(left, above)) {
      predicted = Math.min(left, above);
    } else if (corner <= Math.min(left, above)) {
      predicted = Math.max(left, above);
    } else {
      predicted = left + above - corner;
    }
    predicted = Math.clamp(predicted + sign * c[q], 0, max);
    int k = golomb(n[q], a[q]);
    int mapped = code(k, limit);
    int error;
    if (near == 0 && k == 0 && 2 * b[q] <= -n[q]) {
      error = (mapped & 1) != 0 ? (mapped - 1) / 2 : -(mapped / 2) - 1;
    } else {
      error = (mapped & 1) == 0 ? mapped / 2 : -((mapped + 1) / 2);
    }
    update(q, error);
    return reconstructed(predicted, sign * error);
  }

  private void update(int q, int error) {
    b[q] += error * step;
    a[q] += Math.abs(error);
    if (n[q] == reset) {
      a[q] >>= 1;
      b[q] = b[q] >= 0 ? b[q] >> 1 : -((1 - b[q]) >> 1);
      n[q] >>= 1;
    }
    n[q]++;
    if (b[q] <= -n[q]) {
      b[q] = Math.max(b[q] + n[q], 1 - n[q]);
      c[q] = Math.max(c[q] - 1, -128);
    } else if (b[q] > 0) {
      b[q] = Math.min(b[q] - n[q], 0);
      c[q] = Math.min(c[q] + 1, 127);
    }
  }

  private static int golomb(int count, int sum) {
    int k = 0;
    while (count << k < sum && k < 24) {
      k++;
    }
    return k;
  }

  private int code(int k, int longest) throws JpegFormatException {
    int escape = longest - errorBits - 1;
    int zeros = bits.zeros(Math.max(0, escape));
    return zeros < escape ? (zeros << k) + bits.take(k) : bits.take(errorBits) + 1;
  }

  private int reconstructed(int predicted, int error) {
    int value = predicted + error * step;
    if (value < -near) {
      value += range * step;
    } else if (value > max + near) {
      value -= range * step;
    }
    return Math.clamp(value, 0, max);
  }

  private int runLength(int component, int remaining) throws JpegFormatException {
    int run = 0;
    while (bits.bit() == 1) {
      int full = 1 << RUN_ORDER[runIndex[component]];
      int length = Math.min(full, remaining - run);
      run += length;
      if (length == full && runIndex[component] < RUN_ORDER.length - 1) {
        runIndex[component]++;
      }
      if (run == remaining) {
        return run;
      }
    }
    run += bits.take(RUN_ORDER[runIndex[component]]);
    if (run >= remaining) {
      throw JpegFormatException.malformed("JPEG-LS with a run longer than its line");
    }
    return run;
  }

  private void endRun(int component) {
    runIndex[component] = Math.max(0, runIndex[component] - 1);
  }

  private int afterRun(int component, int left, int above, boolean single)
      throws JpegFormatException {
    int type = single && Math.abs(left - above) <= near ? 1 : 0;
    int q = RUN_CONTEXT + type;
    int k = golomb(n[q], type == 0 ? a[q] : a[q] + (n[q] >> 1));
    int mapped = code(k, limit - RUN_ORDER[runIndex[component]] - 1);
    int doubled = mapped + type;
    boolean odd = (doubled & 1) != 0;
    int error = (doubled + 1) / 2;
    if ((k != 0 || 2 * negative[type] >= n[q]) == odd) {
      error = -error;
    }
    if (error < 0) {
      negative[type]++;
    }
    a[q] += (mapped + 1 - type) >> 1;
    if (n[q] == reset) {
      a[q] >>= 1;
      n[q] >>= 1;
      negative[type] >>= 1;
    }
    n[q]++;
    return type == 1
        ? reconstructed(left, error)
        : reconstructed(above, left > above ? -error : error);
  }
}
