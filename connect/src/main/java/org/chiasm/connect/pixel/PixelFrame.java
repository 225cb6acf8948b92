package org.chiasm.connect.pixel;

import java.util.List;

/** The samples of one decoded frame. Owned by the reader. */
public final class PixelFrame {
  private final int rows;
  private final int columns;
  private final int samplesPerPixel;
  private final int[] samples;
  private final boolean unsignedWords;
  private final boolean lossless;
  private final double[] reals;
  private final List<String> problems;

  /**
   * A frame of whole numbers.
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
    this.reals = new double[0];
    this.problems = List.of();
  }

  private PixelFrame(int rows, int columns, double[] reals) {
    this.rows = rows;
    this.columns = columns;
    this.samplesPerPixel = 1;
    this.samples = new int[0];
    this.unsignedWords = false;
    this.lossless = true;
    this.reals = reals;
    this.problems = List.of();
  }

  private PixelFrame(PixelFrame frame, List<String> problems) {
    this.rows = frame.rows;
    this.columns = frame.columns;
    this.samplesPerPixel = frame.samplesPerPixel;
    this.samples = frame.samples;
    this.unsignedWords = frame.unsignedWords;
    this.lossless = frame.lossless;
    this.reals = frame.reals;
    this.problems = List.copyOf(problems);
  }

  /** A grey frame of floating-point numbers; not copied. */
  static PixelFrame ofReals(int rows, int columns, double[] values) {
    return new PixelFrame(rows, columns, values);
  }

  /** The same frame, with what had to be read otherwise than it says. */
  PixelFrame with(List<String> noted) {
    return noted.isEmpty() ? this : new PixelFrame(this, noted);
  }

  /** What had to be read otherwise than the header says; usually empty. */
  public List<String> problems() {
    return problems;
  }

  /** How many samples there are. */
  public int size() {
    return Math.max(samples.length, reals.length);
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
   * them. Empty if the pixels are floating-point numbers. Not a copy.
   */
  public int[] samples() {
    return samples;
  }

  /** One sample as a number, whatever its sign. */
  public double sample(int index) {
    if (reals.length > 0) {
      return reals[index];
    }
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
