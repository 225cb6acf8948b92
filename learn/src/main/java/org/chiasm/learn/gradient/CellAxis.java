package org.chiasm.learn.gradient;

/**
 * Where the cells of a feature map lie along one axis of what the network reads: cell i looks at
 * what surrounds pixel {@code first + i · step}. A convolution with a stride of 2 and as much
 * padding as its kernel reaches out looks at every second pixel, the first one included, so cells
 * are not the equal parts of the axis.
 *
 * @param cells at least 1
 * @param first the pixel in the middle of what the first cell looks at, counted from 0
 * @param step from one cell's to the next one's, above 0
 */
public record CellAxis(int cells, double first, double step) {
  /** Checks that there is a cell. */
  public CellAxis {
    if (cells < 1 || !(step > 0) || !Double.isFinite(first)) {
      throw new IllegalArgumentException(
          "An axis needs a cell and a step above 0, got "
              + cells
              + " cells from "
              + first
              + " in steps of "
              + step);
    }
  }

  /** The same in pixels of which {@code factor} make one of these. */
  public CellAxis scaled(double factor) {
    return new CellAxis(cells, (first + 0.5) * factor - 0.5, step * factor);
  }

  /** The first of the pixels that are nearer to a cell than to those before it. */
  public int from(int cell) {
    return cell == 0 ? 0 : Math.max(0, (int) Math.ceil(first + (cell - 0.5) * step));
  }

  /**
   * One past the last pixel that is nearer to a cell than to those after it.
   *
   * @param extent of the axis in pixels
   */
  public int to(int cell, int extent) {
    return cell == cells - 1 ? extent : Math.min(extent, from(cell + 1));
  }

  /**
   * How far a pixel lies along the cells: 1.25 is a quarter of the way from the second to the
   * third; what lies beyond the outermost counts as there.
   */
  public double position(int pixel) {
    return Math.clamp((pixel - first) / step, 0.0, cells - 1.0);
  }
}
