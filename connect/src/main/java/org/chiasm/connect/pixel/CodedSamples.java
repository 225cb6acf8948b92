package org.chiasm.connect.pixel;

/** What a codec gives: samples, before colour transform and sign. */
final class CodedSamples {
  private final int[] samples;
  private final int bits;
  private final boolean signed;
  private final boolean lossless;
  private final Color color;

  /** The colour space of three samples. */
  enum Color {
    /** As the photometric interpretation declares. */
    AS_DECLARED,
    RGB,
    YBR_FULL
  }

  /**
   * Samples.
   *
   * @param samples row-major, the samples of a pixel side by side
   * @param bits how many low bits of each are the sample's
   * @param signed whether samples are signed numbers already, rather than bits of one
   * @param lossless whether the coding loses nothing
   * @param color what is known of the samples' colour space
   */
  CodedSamples(int[] samples, int bits, boolean signed, boolean lossless, Color color) {
    this.samples = samples;
    this.bits = bits;
    this.signed = signed;
    this.lossless = lossless;
    this.color = color;
  }

  int[] samples() {
    return samples;
  }

  int bits() {
    return bits;
  }

  boolean isSigned() {
    return signed;
  }

  boolean isLossless() {
    return lossless;
  }

  Color color() {
    return color;
  }
}
