package org.chiasm.connect.jpeg;

/** The samples of a decoded stream, before any colour transform. Owned by the reader. */
public final class JpegImage {
  private final int rows;
  private final int columns;
  private final int components;
  private final int precision;
  private final boolean signed;
  private final boolean lossless;
  private final StreamColor color;
  private final int[] samples;

  JpegImage(JpegSize size, boolean signed, boolean lossless, StreamColor color, int[] samples) {
    this.rows = size.rows();
    this.columns = size.columns();
    this.components = size.components();
    this.precision = size.precision();
    this.signed = signed;
    this.lossless = lossless;
    this.color = color;
    this.samples = samples;
  }

  /** What a stream says about the colour space of its components. */
  public enum StreamColor {
    /** Nothing, or there is one component. */
    UNSTATED,
    /**
     * Red, green, blue: Adobe marker with transform 0, components named R, G, B, or JPEG 2000 with
     * its own transform.
     */
    RGB,
    /** Luminance and colour differences: Adobe marker with transform 1, or subsampled colours. */
    YBR
  }

  /** Picture height. */
  public int rows() {
    return rows;
  }

  /** Picture width. */
  public int columns() {
    return columns;
  }

  /** Samples per pixel. */
  public int components() {
    return components;
  }

  /** Bits per sample; samples are 0 to {@code 2^precision - 1} unless they are signed. */
  public int precision() {
    return precision;
  }

  /** Whether the stream says that its samples are signed numbers, as only JPEG 2000 can. */
  public boolean isSigned() {
    return signed;
  }

  /** Whether samples are exactly those that were encoded, as far as the process goes. */
  public boolean isLossless() {
    return lossless;
  }

  /** What the stream itself says of its colours. */
  public StreamColor color() {
    return color;
  }

  /** Row-major, the components of a pixel side by side; not a copy. */
  public int[] samples() {
    return samples;
  }

  @Override
  public String toString() {
    return rows + " by " + columns + " by " + components + " at " + precision + " bits";
  }
}
