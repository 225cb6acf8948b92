package org.chiasm.connect.pixel;

/** Luminance and colour differences to red, green and blue (DICOM PS3.3 C.7.6.3.1.2). */
final class ColorConversion {
  private ColorConversion() {}

  /** Full range, in place; {@code bits} of each sample. */
  static void fullToRgb(int[] samples, int bits) {
    double middle = 1L << (bits - 1);
    double max = (1L << bits) - 1;
    for (int i = 0; i + 2 < samples.length; i += 3) {
      toRgb(samples, i, samples[i], samples[i + 1] - middle, samples[i + 2] - middle, max);
    }
  }

  /** Partial range, in place: luminance from 16 to 235, differences from 16 to 240, of 8 bits. */
  static void partialToRgb(int[] samples, int bits) {
    double unit = 1L << (bits - 8);
    double max = (1L << bits) - 1;
    double scale = max / unit;
    for (int i = 0; i + 2 < samples.length; i += 3) {
      double luminance = (samples[i] / unit - 16) * scale / 219 * unit;
      double blue = (samples[i + 1] / unit - 128) * scale / 224 * unit;
      double red = (samples[i + 2] / unit - 128) * scale / 224 * unit;
      toRgb(samples, i, luminance, blue, red, max);
    }
  }

  private static void toRgb(
      int[] samples, int at, double luminance, double blue, double red, double max) {
    samples[at] = (int) Math.clamp(Math.rint(luminance + 1.402 * red), 0, max);
    samples[at + 1] =
        (int) Math.clamp(Math.rint(luminance - 0.344136 * blue - 0.714136 * red), 0, max);
    samples[at + 2] = (int) Math.clamp(Math.rint(luminance + 1.772 * blue), 0, max);
  }
}
