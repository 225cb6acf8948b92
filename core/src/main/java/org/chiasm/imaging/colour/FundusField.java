package org.chiasm.imaging.colour;

import java.util.Arrays;

/**
 * The lit field of a photograph of the fundus: a disc, cut or not, on black.
 *
 * @param top first lit row
 * @param bottom row after the last
 * @param left first lit column
 * @param right column after the last
 * @param litShare share of the disc around that box, as far as it lies in the picture, that is lit
 * @param isCut whether the box is so unlike a square that a part of the disc lies outside
 */
public record FundusField(
    int top, int bottom, int left, int right, double litShare, boolean isCut) {
  private static final double LIT_SHARE_OF_BRIGHT = 0.12;
  private static final double LEAST_LIT = 0.02;
  private static final double LEAST_LINE = 0.02;
  private static final double SQUARE = 0.85;

  /** The field of a photograph; the whole of one that has no dark surround. */
  public static FundusField of(ColourPicture picture) {
    float[] bright = new float[picture.rows() * picture.columns()];
    for (int i = 0; i < bright.length; i++) {
      float[] rgb = picture.rgb();
      bright[i] = Math.max(rgb[3 * i], Math.max(rgb[3 * i + 1], rgb[3 * i + 2]));
    }
    float[] sorted = bright.clone();
    Arrays.sort(sorted);
    double lit =
        Math.max(LEAST_LIT, LIT_SHARE_OF_BRIGHT * sorted[(int) (0.95 * (sorted.length - 1))]);
    int[] inRow = new int[picture.rows()];
    int[] inColumn = new int[picture.columns()];
    for (int i = 0; i < bright.length; i++) {
      if (bright[i] > lit) {
        inRow[i / picture.columns()]++;
        inColumn[i % picture.columns()]++;
      }
    }
    int[] rows = ends(inRow, picture.columns());
    int[] columns = ends(inColumn, picture.rows());
    if (rows[1] <= rows[0] || columns[1] <= columns[0]) {
      return new FundusField(0, picture.rows(), 0, picture.columns(), 0, true);
    }
    double height = rows[1] - rows[0];
    double width = columns[1] - columns[0];
    return new FundusField(
        rows[0],
        rows[1],
        columns[0],
        columns[1],
        litShare(picture, bright, lit, rows, columns),
        Math.min(height, width) / Math.max(height, width) < SQUARE);
  }

  private static int[] ends(int[] counts, int length) {
    double least = Math.max(1, LEAST_LINE * length);
    int first = 0;
    int end = counts.length;
    while (first < counts.length && counts[first] < least) {
      first++;
    }
    while (end > first && counts[end - 1] < least) {
      end--;
    }
    return new int[] {first, end};
  }

  private static double litShare(
      ColourPicture picture, float[] bright, double lit, int[] rows, int[] columns) {
    double radius = Math.max(rows[1] - rows[0], columns[1] - columns[0]) / 2.0;
    double y = (rows[0] + rows[1]) / 2.0;
    double x = (columns[0] + columns[1]) / 2.0;
    long inside = 0;
    long shining = 0;
    for (int row = 0; row < picture.rows(); row++) {
      for (int column = 0; column < picture.columns(); column++) {
        if (Math.hypot(row + 0.5 - y, column + 0.5 - x) < radius) {
          inside++;
          if (bright[row * picture.columns() + column] > lit) {
            shining++;
          }
        }
      }
    }
    return inside == 0 ? 0 : (double) shining / inside;
  }

  /** Side of the square that holds the disc, in pixels. */
  public int side() {
    return Math.max(bottom - top, right - left);
  }
}
