package org.chiasm.connect.slide;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chiasm.imaging.colour.ColourPicture;
import org.jspecify.annotations.Nullable;

/**
 * One magnification of a slide: one pixel matrix, in one instance, in the parts of a concatenation,
 * or in several instances that hold a focal plane, an optical path or a piece each. One focal plane
 * of one optical path is read ({@link SlideLayer}). Not for use by several threads.
 */
public final class SlideLevel {
  private static final long MAX_PIXELS = 1L << 26;

  private final List<SlideImage> parts = new ArrayList<>();
  private @Nullable SlideLayer layer;

  SlideLevel(SlideImage first) {
    parts.add(first);
  }

  boolean takes(SlideImage other) {
    return other.totalRows() == rows() && other.totalColumns() == columns();
  }

  void add(SlideImage part) {
    parts.add(part);
    layer = null;
  }

  private SlideLayer layer() {
    var known = layer;
    if (known == null) {
      known = SlideLayer.of(parts);
      layer = known;
    }
    return known;
  }

  /** How many focal planes the optical path that is read was scanned at. */
  public int focalPlanes() {
    return layer().focalPlanes();
  }

  /** How many optical paths (stains, fluorescent channels) there are. */
  public int opticalPaths() {
    return layer().opticalPaths();
  }

  /** What was left out, in words; usually nothing. */
  List<String> notes() {
    return layer().notes();
  }

  /** Height of the whole matrix, in pixels. */
  public int rows() {
    return parts.getFirst().totalRows();
  }

  /** Width of the whole matrix, in pixels. */
  public int columns() {
    return parts.getFirst().totalColumns();
  }

  /** The size of a pixel in micrometres. */
  public double micrometresPerPixel() {
    return parts.getFirst().micrometresPerPixel();
  }

  /** How many tiles are stored, of the focal plane and optical path that are read. */
  public int tiles() {
    return layer().tiles().values().stream().mapToInt(List::size).sum();
  }

  /**
   * A part of the matrix in its own pixels. Only the tiles it touches are read; what no tile covers
   * is white.
   *
   * @throws SlideException if a tile cannot be decoded, or the part has more than 2²⁶ pixels
   */
  public ColourPicture part(int top, int left, int height, int width) throws SlideException {
    if (height <= 0 || width <= 0 || (long) height * width > MAX_PIXELS) {
      throw new SlideException(
          "a region of " + height + " by " + width + " pixels is too large to hold");
    }
    float[] rgb = new float[3 * height * width];
    Arrays.fill(rgb, 1);
    for (var part : layer().tiles().entrySet()) {
      for (var tile : part.getValue()) {
        if (tile.row() < top + height && tile.column() < left + width) {
          copy(part.getKey(), tile, top, left, height, width, rgb);
        }
      }
    }
    return new ColourPicture(height, width, rgb);
  }

  private void copy(
      SlideImage part, SlideTile tile, int top, int left, int height, int width, float[] rgb)
      throws SlideException {
    if (tile.row() + part.tileRows() <= top || tile.column() + part.tileColumns() <= left) {
      return;
    }
    var picture = part.picture(tile.frame());
    int from = Math.max(left, tile.column());
    int to = Math.min(Math.min(left + width, columns()), tile.column() + picture.columns());
    int end = Math.min(Math.min(top + height, rows()), tile.row() + picture.rows());
    for (int row = Math.max(top, tile.row()); row < end && to > from; row++) {
      System.arraycopy(
          picture.rgb(),
          3 * ((row - tile.row()) * picture.columns() + from - tile.column()),
          rgb,
          3 * ((row - top) * width + from - left),
          3 * (to - from));
    }
  }
}
