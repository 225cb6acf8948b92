package org.chiasm.connect.display;

/**
 * A picture of 8 bits as a screen shows it: low is dark. Owned by the reader.
 *
 * @param samples 1 for grey, 3 for red, green and blue side by side
 * @param pixels row-major, {@code rows × columns × samples}, unsigned; not copied
 * @param mapping how values were brought to 8 bits, in words
 */
@SuppressWarnings("ArrayRecordComponent")
public record Picture(int rows, int columns, int samples, byte[] pixels, String mapping) {
  /** Checks the size. */
  public Picture {
    if ((long) rows * columns * samples != pixels.length || (samples != 1 && samples != 3)) {
      throw new IllegalArgumentException(
          "A picture of "
              + rows
              + " by "
              + columns
              + " by "
              + samples
              + " has "
              + pixels.length
              + " samples");
    }
  }

  /** The brightness of a pixel, 0 to 255; of colours the mean. */
  public int brightness(int row, int column) {
    int at = (row * columns + column) * samples;
    int sum = 0;
    for (int i = 0; i < samples; i++) {
      sum += pixels[at + i] & 0xFF;
    }
    return sum / samples;
  }

  @Override
  public String toString() {
    return "Picture[" + rows + "x" + columns + "x" + samples + ", " + mapping + "]";
  }
}
