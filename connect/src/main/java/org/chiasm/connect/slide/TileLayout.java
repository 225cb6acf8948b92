package org.chiasm.connect.slide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicomdictionary.DicomDictionary;
import org.chiasm.connect.dicomdictionary.Tag;

/**
 * Where the frames of an instance lie in the pixel matrix, and in which focal plane and optical
 * path (DICOM PS3.3 C.7.6.17.3): by rule where the tiles are TILED_FULL, else as each frame states.
 */
final class TileLayout {
  private static final int FOCAL_PLANES = tag("TotalPixelMatrixFocalPlanes");
  private static final int OPTICAL_PATHS = tag("NumberOfOpticalPaths");
  private static final int ORGANIZATION = tag("DimensionOrganizationType");
  private static final int SLIDE_POSITION = tag("PlanePositionSlideSequence");
  private static final int COLUMN = tag("ColumnPositionInTotalImagePixelMatrix");
  private static final int ROW = tag("RowPositionInTotalImagePixelMatrix");
  private static final int ORIGIN = tag("TotalPixelMatrixOriginSequence");
  private static final int Z_OFFSET = tag("ZOffsetInSlideCoordinateSystem");
  private static final int PIXEL_MEASURES = tag("PixelMeasuresSequence");
  private static final int PATH_SEQUENCE = tag("OpticalPathIdentificationSequence");
  private static final int PATH = tag("OpticalPathIdentifier");
  private static final int OPTICAL_PATH_SEQUENCE = tag("OpticalPathSequence");
  private static final int ILLUMINATION = tag("IlluminationTypeCodeSequence");
  private static final String BRIGHTFIELD = "111744";

  private TileLayout() {}

  static int tag(String keyword) {
    return DicomDictionary.tag(keyword).orElseThrow();
  }

  /**
   * The tiles of every focal plane and optical path.
   *
   * @param first how many frames of the whole image lie in instances before this one
   */
  static List<SlideTile> of(DicomDataset header, int totalRows, int totalColumns, long first)
      throws SlideException {
    int rows = header.integer(Tag.ROWS).orElse(0);
    int columns = header.integer(Tag.COLUMNS).orElse(0);
    int frames = Math.max(1, header.integer(Tag.NUMBER_OF_FRAMES).orElse(1));
    if (rows <= 0 || columns <= 0) {
      throw new SlideException("a level has tiles without Rows and Columns");
    }
    var perFrame = header.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
    boolean full = header.string(ORGANIZATION).orElse("").strip().equals("TILED_FULL");
    boolean stated =
        perFrame.size() == frames
            && perFrame.stream().allMatch(item -> item.item(SLIDE_POSITION).isPresent());
    if (stated && !full) {
      return sparse(header, perFrame);
    }
    int across = (totalColumns + columns - 1) / columns;
    int down = (totalRows + rows - 1) / rows;
    if (!full && frames != 1 && frames != across * down) {
      throw new SlideException(
          "a level has " + frames + " frames that do not state where they lie");
    }
    var tiles = new ArrayList<SlideTile>();
    long perPlane = (long) across * down;
    long planes = Math.max(1, header.integer(FOCAL_PLANES).orElse(1));
    var paths = paths(header);
    for (int frame = 0; frame < frames; frame++) {
      long at = first + frame;
      int tile = (int) (at % perPlane);
      int path = (int) (at / (perPlane * planes) % paths.size());
      tiles.add(
          new SlideTile(
              frame,
              tile / across * rows,
              tile % across * columns,
              plane(header, at / perPlane % planes),
              paths.get(path)));
    }
    return tiles;
  }

  /** The identifiers of the optical paths, in the order of the header; at least one. */
  static List<String> paths(DicomDataset header) {
    var described = header.items(OPTICAL_PATH_SEQUENCE);
    int count =
        Math.max(
            1, Math.max(described.size(), header.integer(OPTICAL_PATHS).orElse(described.size())));
    var paths = new ArrayList<String>();
    for (int path = 0; path < count; path++) {
      String identifier =
          path < described.size() ? described.get(path).string(PATH).orElse("").strip() : "";
      paths.add(identifier.isEmpty() ? String.valueOf(path + 1) : identifier);
    }
    return paths;
  }

  /** The paths that show the slide in transmitted white light (PS3.16 CID 8123). */
  static List<String> brightfield(DicomDataset header) {
    var described = header.items(OPTICAL_PATH_SEQUENCE);
    var paths = paths(header);
    return IntStream.range(0, described.size())
        .filter(
            path ->
                described.get(path).items(ILLUMINATION).stream()
                    .anyMatch(
                        code -> code.string(Tag.CODE_VALUE).orElse("").strip().equals(BRIGHTFIELD)))
        .mapToObj(paths::get)
        .toList();
  }

  /**
   * Heights of TILED_FULL planes ascend from that of the matrix's origin by the planes' spacing.
   */
  private static long plane(DicomDataset header, long number) {
    double origin = header.item(ORIGIN).map(item -> item.decimal(Z_OFFSET).orElse(0)).orElse(0.0);
    double spacing =
        1000
            * header
                .item(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, PIXEL_MEASURES)
                .map(measures -> measures.decimal(Tag.SPACING_BETWEEN_SLICES).orElse(0))
                .orElse(0.0);
    return spacing > 0 ? height(origin + number * spacing) : height(origin) + number;
  }

  private static List<SlideTile> sparse(DicomDataset header, List<DicomDataset> perFrame) {
    var shared = header.item(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE).orElse(DicomDataset.empty());
    String common = path(shared).orElse(paths(header).getFirst());
    var tiles = new ArrayList<SlideTile>();
    for (int frame = 0; frame < perFrame.size(); frame++) {
      var item = perFrame.get(frame);
      var position = item.item(SLIDE_POSITION).orElse(DicomDataset.empty());
      tiles.add(
          new SlideTile(
              frame,
              position.integer(ROW).orElse(1) - 1,
              position.integer(COLUMN).orElse(1) - 1,
              height(position.decimal(Z_OFFSET).orElse(0)),
              path(item).orElse(common)));
    }
    return tiles;
  }

  private static long height(double micrometres) {
    return Double.isFinite(micrometres) ? Math.round(1000 * micrometres) : 0;
  }

  private static Optional<String> path(DicomDataset item) {
    return item.item(PATH_SEQUENCE).flatMap(at -> at.string(PATH)).map(String::strip);
  }
}
