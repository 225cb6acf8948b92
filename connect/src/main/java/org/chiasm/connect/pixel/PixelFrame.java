package org.chiasm.connect.pixel;

/** The samples of one decoded frame. Owned by the reader. */
public final class PixelFrame {
  private final int rows;
  private final int columns;
  private final int samplesPerPixel;
  private final int[] samples;
  private final boolean unsignedWords;
  private final boolean lossless;

  /**
   * A frame.
   *
   * @param samples {@code rows * columns * samplesPerPixel} of them; not copied
   * @param unsignedWords whether samples are unsigned numbers of 32 bits
   */
  PixelFrame(
      int rows,
      int columns,
      int samplesPerPixel,
      int[] samples,
      boolean unsignedWords,
      boolean lossless) {
    if ((long) rows * columns * samplesPerPixel != samples.length) {
      throw new IllegalArgumentException(
          "A frame of "
              + rows
              + " by "
              + columns
              + " by "
              + samplesPerPixel
              + " cannot have "
              + samples.length
              + " samples");
    }
    this.rows = rows;
    this.columns = columns;
    this.samplesPerPixel = samplesPerPixel;
    this.samples = samples;
    this.unsignedWords = unsignedWords;
    this.lossless = lossless;
  }

  /** Height. */
  public int rows() {
    return rows;
  }

  /** Width. */
  public int columns() {
    return columns;
  }

  /** 1 for grey values, 3 for red, green and blue. */
  public int samplesPerPixel() {
    return samplesPerPixel;
  }

  /**
   * Row-major, the samples of a pixel side by side; grey values are stored values before the
   * modality LUT. Unsigned numbers of 32 bits are held as {@link Integer#toUnsignedLong} reads
   * them. Not a copy.
   */
  public int[] samples() {
    return samples;
  }

  /** One sample as a number, whatever its sign. */
  public double sample(int index) {
    return unsignedWords ? Integer.toUnsignedLong(samples[index]) : samples[index];
  }

  /**
   * Whether the coding in which the frame came loses nothing, as far as can be told; earlier losses
   * are not known here.
   */
  public boolean isLossless() {
    return lossless;
  }

  @Override
  public String toString() {
    return "PixelFrame[" + rows + "x" + columns + "x" + samplesPerPixel + "]";
  }
}
