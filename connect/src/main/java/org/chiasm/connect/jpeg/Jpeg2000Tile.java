package org.chiasm.connect.jpeg;

import jj2000.j2k.image.DataBlk;
import jj2000.j2k.image.DataBlkFloat;
import jj2000.j2k.image.DataBlkInt;

/**
 * The components of a tile after the wavelet: undoes the colour transform and the level shift
 * (ISO/IEC 15444-1 Annex G).
 */
final class Jpeg2000Tile {
  private final DataBlk[] planes;
  private final int shift;
  private final int min;
  private final int max;

  Jpeg2000Tile(Jpeg2000Header header, DataBlk[] planes) {
    this.planes = planes;
    int half = 1 << (header.bits() - 1);
    this.shift = header.isSigned() ? 0 : half;
    this.min = header.isSigned() ? -half : 0;
    this.max = header.isSigned() ? half - 1 : 2 * half - 1;
  }

  /**
   * Puts the tile's samples where they belong.
   *
   * @param into index of the tile's first sample
   * @param line samples of a line of the picture
   */
  void place(int[] samples, int into, int line, boolean colors, boolean reversible) {
    int count = planes.length;
    double[] pixel = new double[count];
    for (int row = 0; row < planes[0].h; row++) {
      int at = into + row * line;
      for (int column = 0; column < planes[0].w; column++) {
        for (int i = 0; i < count; i++) {
          pixel[i] = value(planes[i], row, column);
        }
        if (colors && reversible) {
          reversibleColors(pixel);
        } else if (colors) {
          irreversibleColors(pixel);
        }
        for (int i = 0; i < count; i++) {
          samples[at++] = (int) Math.clamp(Math.rint(pixel[i]) + shift, min, max);
        }
      }
    }
  }

  private static double value(DataBlk plane, int row, int column) {
    int at = plane.offset + row * plane.scanw + column;
    return switch (plane) {
      case DataBlkInt exact -> exact.data[at];
      case DataBlkFloat rounded -> rounded.data[at];
      default -> throw new IllegalStateException("A JPEG 2000 tile of an unknown kind");
    };
  }

  private static void reversibleColors(double[] pixel) {
    double green = pixel[0] - Math.floor((pixel[1] + pixel[2]) / 4);
    double red = pixel[2] + green;
    double blue = pixel[1] + green;
    pixel[0] = red;
    pixel[1] = green;
    pixel[2] = blue;
  }

  private static void irreversibleColors(double[] pixel) {
    double luminance = pixel[0];
    double blue = pixel[1];
    double red = pixel[2];
    pixel[0] = luminance + 1.402 * red;
    pixel[1] = luminance - 0.344136 * blue - 0.714136 * red;
    pixel[2] = luminance + 1.772 * blue;
  }
}
