package org.chiasm.connect.slide;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.pixel.DecodedImage;
import org.chiasm.connect.pixel.InstancePixels;
import org.chiasm.connect.pixel.Undecodable;
import org.chiasm.imaging.colour.ColourPicture;

/** The tiles of one instance; the last decoded ones are kept. Not for use by several threads. */
final class SlideImage {
  private static final int KEPT = 24;
  private static final int COLUMNS = TileLayout.tag("TotalPixelMatrixColumns");
  private static final int ROWS = TileLayout.tag("TotalPixelMatrixRows");
  private static final int WIDTH = TileLayout.tag("ImagedVolumeWidth");
  private static final int PIXEL_MEASURES = TileLayout.tag("PixelMeasuresSequence");

  private final InstancePixels pixels;
  private final String image;
  private final List<String> paths;
  private final List<String> brightfield;
  private final List<SlideTile> tiles;
  private final int totalRows;
  private final int totalColumns;
  private final double micrometresPerPixel;
  private final float brightest;
  private final int tileRows;
  private final int tileColumns;
  private final Map<Integer, ColourPicture> decoded = new LinkedHashMap<>();

  private SlideImage(
      InstancePixels pixels,
      String image,
      List<String> paths,
      List<String> brightfield,
      List<SlideTile> tiles,
      int totalRows,
      int totalColumns,
      double micrometresPerPixel,
      float brightest,
      int tileRows,
      int tileColumns) {
    this.pixels = pixels;
    this.image = image;
    this.paths = paths;
    this.brightfield = brightfield;
    this.tiles = tiles;
    this.totalRows = totalRows;
    this.totalColumns = totalColumns;
    this.micrometresPerPixel = micrometresPerPixel;
    this.brightest = brightest;
    this.tileRows = tileRows;
    this.tileColumns = tileColumns;
  }

  static SlideImage of(SlideParts.Part part) throws SlideException {
    var header = part.file().dataset();
    int rows = header.integer(ROWS).orElse(header.integer(Tag.ROWS).orElse(0));
    int columns = header.integer(COLUMNS).orElse(header.integer(Tag.COLUMNS).orElse(0));
    if (rows <= 0 || columns <= 0) {
      throw new SlideException("a level has no TotalPixelMatrixRows and Columns");
    }
    double[] spacing =
        header
            .item(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, PIXEL_MEASURES)
            .map(measures -> measures.decimals(Tag.PIXEL_SPACING))
            .orElse(new double[0]);
    double micrometres =
        spacing.length == 2 && spacing[1] > 0
            ? 1000 * spacing[1]
            : 1000 * header.decimal(WIDTH).orElse(0) / columns;
    if (!(micrometres > 0) || !Double.isFinite(micrometres)) {
      throw new SlideException(
          "a level states neither PixelSpacing nor ImagedVolumeWidth: its scale is unknown");
    }
    int bits = Math.clamp(header.integer(Tag.BITS_STORED).orElse(8), 1, 16);
    return new SlideImage(
        InstancePixels.of(part.file()),
        part.image(),
        TileLayout.paths(header),
        TileLayout.brightfield(header),
        TileLayout.of(header, rows, columns, part.firstFrame()),
        rows,
        columns,
        micrometres,
        (1 << bits) - 1,
        header.integer(Tag.ROWS).orElse(0),
        header.integer(Tag.COLUMNS).orElse(0));
  }

  /** What it is a part of: a concatenation, or itself. */
  String image() {
    return image;
  }

  /** Its optical paths in the order of its header. */
  List<String> paths() {
    return paths;
  }

  /** Those of them in transmitted white light. */
  List<String> brightfield() {
    return brightfield;
  }

  /** Of every focal plane and optical path. */
  List<SlideTile> tiles() {
    return tiles;
  }

  int tileRows() {
    return tileRows;
  }

  int tileColumns() {
    return tileColumns;
  }

  int totalRows() {
    return totalRows;
  }

  int totalColumns() {
    return totalColumns;
  }

  double micrometresPerPixel() {
    return micrometresPerPixel;
  }

  /** A frame in colour; grey ones get three equal channels. */
  ColourPicture picture(int frame) throws SlideException {
    var known = decoded.remove(frame);
    if (known == null) {
      known =
          switch (pixels.image(frame)) {
            case Undecodable(_, var reason) -> throw new SlideException(reason);
            case DecodedImage image -> image.picture(brightest);
          };
    }
    decoded.put(frame, known);
    if (decoded.size() > KEPT) {
      decoded.remove(decoded.keySet().iterator().next());
    }
    return known;
  }
}
