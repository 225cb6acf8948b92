package org.chiasm.imaging.colour;

/**
 * Where tissue lies on a slide, seen at low magnification: pixels that are coloured (HSV saturation
 * above Otsu's threshold, and above 0.05 whatever that says), that absorb light (mean optical
 * density above 0.02) and that are not black; then single pixels are taken away and small holes
 * filled (opening and closing by 3 × 3). Marks of coloured pens count as tissue.
 *
 * @param rows of the mask
 * @param columns of the mask
 * @param tissue rows × columns; not to be written to
 * @param saturationAbove the threshold that was used
 */
@SuppressWarnings("ArrayRecordComponent")
public record TissueMask(int rows, int columns, boolean[] tissue, double saturationAbove) {
  private static final double LEAST_SATURATION = 0.05;
  private static final double MOST_SATURATION = 0.35;
  private static final double LEAST_DENSITY = 0.02;
  private static final double BLACK_BELOW = 0.06;

  /** The mask of a picture of the whole slide. */
  public static TissueMask of(ColourPicture slide) {
    int pixels = slide.rows() * slide.columns();
    float[] saturation = new float[pixels];
    var dark = new boolean[pixels];
    for (int i = 0; i < pixels; i++) {
      float red = slide.rgb()[3 * i];
      float green = slide.rgb()[3 * i + 1];
      float blue = slide.rgb()[3 * i + 2];
      float high = Math.max(red, Math.max(green, blue));
      float low = Math.min(red, Math.min(green, blue));
      saturation[i] = high < BLACK_BELOW ? 0 : (high - low) / high;
      dark[i] = density(red) + density(green) + density(blue) > 3 * LEAST_DENSITY;
    }
    double threshold = Math.clamp(OtsuThreshold.of(saturation), LEAST_SATURATION, MOST_SATURATION);
    var tissue = new boolean[pixels];
    for (int i = 0; i < pixels; i++) {
      tissue[i] = saturation[i] >= threshold && dark[i];
    }
    return new TissueMask(slide.rows(), slide.columns(), tissue, threshold)
        .grown(false)
        .grown(true)
        .grown(true)
        .grown(false);
  }

  private static double density(float value) {
    return -Math.log10(Math.max(value, 1 / 255.0));
  }

  /** Grown, or shrunk, by a pixel in every direction; the edge counts as more of the same. */
  private TissueMask grown(boolean grow) {
    var changed = new boolean[tissue.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        boolean any = false;
        boolean all = true;
        for (int y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
          for (int x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
            any |= tissue[y * columns + x];
            all &= tissue[y * columns + x];
          }
        }
        changed[row * columns + column] = grow ? any : all;
      }
    }
    return new TissueMask(rows, columns, changed, saturationAbove);
  }

  /** The share of the slide that is tissue. */
  public double share() {
    return share(0, 0, rows, columns);
  }

  /**
   * The share of a box that is tissue; what lies outside the mask is none.
   *
   * @param top in pixels of the mask, like the others; parts of pixels count as their share
   */
  public double share(double top, double left, double height, double width) {
    double sum = 0;
    for (int row = (int) Math.max(0, Math.floor(top)); row < Math.min(rows, top + height); row++) {
      double high = Math.min(row + 1, top + height) - Math.max(row, top);
      for (int column = (int) Math.max(0, Math.floor(left));
          column < Math.min(columns, left + width);
          column++) {
        if (tissue[row * columns + column]) {
          sum += high * (Math.min(column + 1, left + width) - Math.max(column, left));
        }
      }
    }
    return sum / (height * width);
  }
}
