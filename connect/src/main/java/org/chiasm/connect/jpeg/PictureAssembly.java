package org.chiasm.connect.jpeg;

import org.jspecify.annotations.Nullable;

/**
 * Turns coefficients into samples: dequantisation, inverse DCT, and subsampled components brought
 * to full size by linear interpolation (ITU-T T.81 A.3.3, A.3.4).
 */
final class PictureAssembly {
  private final JpegFrame frame;
  private final int[] @Nullable [] quantisation;

  PictureAssembly(JpegFrame frame, int[] @Nullable [] quantisation) {
    this.frame = frame;
    this.quantisation = quantisation;
  }

  int[] samples() throws JpegFormatException {
    int count = frame.components.size();
    int[] samples = new int[frame.rows * frame.columns * count];
    for (int i = 0; i < count; i++) {
      var component = frame.components.get(i);
      int[] plane = plane(component);
      component.coefficients = new short[0];
      place(component, plane, samples, i, count);
    }
    return samples;
  }

  /** The component at its own size, rows of {@code blockColumns * 8}. */
  private int[] plane(JpegFrame.Component component) throws JpegFormatException {
    int[] table = quantisation[component.quantisation];
    if (table == null) {
      throw JpegFormatException.malformed("JPEG without the quantisation table it uses");
    }
    int width = component.blockColumns * 8;
    int[] plane = new int[width * component.blockRows * 8];
    int middle = 1 << (frame.precision - 1);
    int max = (1 << frame.precision) - 1;
    double[] block = new double[64];
    for (int row = 0; row < component.blockRows; row++) {
      for (int column = 0; column < component.blockColumns; column++) {
        int from = (row * component.blockColumns + column) * 64;
        for (int k = 0; k < 64; k++) {
          int natural = DctScanDecoder.ZIGZAG[k];
          block[natural] = (double) component.coefficients[from + natural] * table[k];
        }
        InverseDct.transform(block);
        int into = row * 8 * width + column * 8;
        for (int k = 0; k < 64; k++) {
          int value = (int) Math.rint(block[k]) + middle;
          plane[into + (k >> 3) * width + (k & 7)] = Math.clamp(value, 0, max);
        }
      }
    }
    return plane;
  }

  private void place(
      JpegFrame.Component component, int[] plane, int[] samples, int index, int count) {
    int width = component.blockColumns * 8;
    boolean halfAcross = frame.maxHorizontal == 2 * component.horizontal;
    boolean halfDown = frame.maxVertical == 2 * component.vertical;
    boolean fullDown = frame.maxVertical == component.vertical;
    if (halfAcross && (fullDown || halfDown) && component.columns > 2) {
      interpolate(component, plane, halfDown, samples, index, count);
      return;
    }
    for (int row = 0; row < frame.rows; row++) {
      int from = row * component.vertical / frame.maxVertical * width;
      int into = row * frame.columns * count + index;
      for (int column = 0; column < frame.columns; column++) {
        samples[into + column * count] =
            plane[from + column * component.horizontal / frame.maxHorizontal];
      }
    }
  }

  /**
   * Each sample three quarters of its nearest and one quarter of its next neighbour, either way.
   */
  private void interpolate(
      JpegFrame.Component component,
      int[] plane,
      boolean halfDown,
      int[] samples,
      int index,
      int count) {
    int width = component.blockColumns * 8;
    int[] line = new int[component.columns];
    for (int row = 0; row < frame.rows; row++) {
      int near = halfDown ? row >> 1 : row;
      int next = !halfDown ? near : (row & 1) == 0 ? near - 1 : near + 1;
      next = Math.clamp(next, 0, component.rows - 1);
      for (int x = 0; x < line.length; x++) {
        line[x] = 3 * plane[near * width + x] + plane[next * width + x];
      }
      for (int column = 0; column < frame.columns; column++) {
        int at = Math.min(column >> 1, line.length - 1);
        int beside = Math.clamp((column & 1) == 0 ? at - 1 : at + 1, 0, line.length - 1);
        int rounding = halfDown ? 8 - (column & 1) : 4 + 4 * (column & 1);
        samples[(row * frame.columns + column) * count + index] =
            (3 * line[at] + line[beside] + rounding) >> 4;
      }
    }
  }
}
