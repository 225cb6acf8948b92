package org.chiasm.connect.slide;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicomdictionary.DicomDictionary;
import org.chiasm.connect.dicomdictionary.Tag;

/**
 * Which frames of an instance hold which part of the pixel matrix (DICOM PS3.3 C.7.6.17.3): by rule
 * where the tiles are TILED_FULL, else by the position each frame states. Of several focal planes
 * the middle one is taken, of several optical paths the first.
 */
final class TileLayout {
  private static final int CONCATENATION_OFFSET = tag("ConcatenationFrameOffsetNumber");
  private static final int FOCAL_PLANES = tag("TotalPixelMatrixFocalPlanes");
  private static final int OPTICAL_PATHS = tag("NumberOfOpticalPaths");
  private static final int ORGANIZATION = tag("DimensionOrganizationType");
  private static final int SLIDE_POSITION = tag("PlanePositionSlideSequence");
  private static final int COLUMN = tag("ColumnPositionInTotalImagePixelMatrix");
  private static final int ROW = tag("RowPositionInTotalImagePixelMatrix");
  private static final int Z_OFFSET = tag("ZOffsetInSlideCoordinateSystem");
  private static final int PATH_SEQUENCE = tag("OpticalPathIdentificationSequence");
  private static final int PATH = tag("OpticalPathIdentifier");
  private static final int OPTICAL_PATH_SEQUENCE = tag("OpticalPathSequence");

  private TileLayout() {}

  static int tag(String keyword) {
    return DicomDictionary.tag(keyword).orElseThrow();
  }

  /** The tiles of one focal plane and one optical path. */
  static List<SlideTile> of(DicomDataset header, int totalRows, int totalColumns)
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
      return sparse(perFrame);
    }
    int across = (totalColumns + columns - 1) / columns;
    int down = (totalRows + rows - 1) / rows;
    if (!full && frames != 1 && frames != across * down) {
      throw new SlideException(
          "a level has " + frames + " frames that do not state where they lie");
    }
    return full(header, frames, across, down, rows, columns);
  }

  private static List<SlideTile> full(
      DicomDataset header, int frames, int across, int down, int rows, int columns) {
    long perPlane = (long) across * down;
    long planes = Math.max(1, header.integer(FOCAL_PLANES).orElse(1));
    long paths =
        Math.max(
            1,
            header
                .integer(OPTICAL_PATHS)
                .orElse(Math.max(1, header.items(OPTICAL_PATH_SEQUENCE).size())));
    long first =
        header.decimal(CONCATENATION_OFFSET).orElse(0) > 0
            ? (long) header.decimal(CONCATENATION_OFFSET).orElse(0)
            : 0;
    long wantedPlane = planes / 2;
    var tiles = new ArrayList<SlideTile>();
    for (int frame = 0; frame < frames; frame++) {
      long at = first + frame;
      if (at / perPlane % planes == wantedPlane && at / (perPlane * planes) % paths == 0) {
        int tile = (int) (at % perPlane);
        tiles.add(new SlideTile(frame, tile / across * rows, tile % across * columns));
      }
    }
    return tiles;
  }

  private static List<SlideTile> sparse(List<DicomDataset> perFrame) {
    var planes = new TreeSet<Double>();
    var paths = new ArrayList<String>();
    for (var item : perFrame) {
      planes.add(plane(item));
      if (!paths.contains(path(item))) {
        paths.add(path(item));
      }
    }
    double plane = planes.stream().skip(planes.size() / 2).findFirst().orElse(0.0);
    String first = paths.isEmpty() ? "" : paths.getFirst();
    var tiles = new ArrayList<SlideTile>();
    for (int frame = 0; frame < perFrame.size(); frame++) {
      var item = perFrame.get(frame);
      var position = item.item(SLIDE_POSITION).orElse(DicomDataset.empty());
      if (plane(item) == plane && path(item).equals(first)) {
        tiles.add(
            new SlideTile(
                frame,
                position.integer(ROW).orElse(1) - 1,
                position.integer(COLUMN).orElse(1) - 1));
      }
    }
    return tiles;
  }

  private static double plane(DicomDataset item) {
    return item.item(SLIDE_POSITION).map(at -> at.decimal(Z_OFFSET).orElse(0)).orElse(0.0);
  }

  private static String path(DicomDataset item) {
    return item.item(PATH_SEQUENCE).flatMap(at -> at.string(PATH)).orElse("");
  }
}
