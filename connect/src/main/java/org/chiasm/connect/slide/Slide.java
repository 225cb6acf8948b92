package org.chiasm.connect.slide;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import org.chiasm.Tensor;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.imaging.colour.ColourPicture;
import org.chiasm.imaging.colour.TileChoice;
import org.chiasm.imaging.colour.TilePosition;
import org.chiasm.imaging.colour.TissueMask;

/**
 * A whole slide (VL Whole Slide Microscopy Image, DICOM PS3.3 A.32.8): its levels from fine to
 * coarse, read a region at a time from the file. Labels, overviews and thumbnails are left out: a
 * label shows the patient's name. Not for use by several threads.
 */
public final class Slide {
  /** Rows and columns of a tile in the tensor. */
  public static final int TILE_SIZE = 256;

  private static final Set<String> NO_LEVEL = Set.of("LABEL", "OVERVIEW", "THUMBNAIL", "LOCALIZER");
  private static final int MASK_SIDE = 2048;
  private static final double MASK_MICROMETRES = 8;
  private static final int MASK_BLOCK = 256;
  private static final double NEARLY = 1.05;

  private final List<SlideLevel> levels;

  private Slide(List<SlideLevel> levels) {
    this.levels = levels;
  }

  /**
   * The tiles a model reads.
   *
   * @param tensor {@code [count, 3, 256, 256]} in [0, 1]; where fewer tiles have tissue they are
   *     repeated in order
   * @param positions of the distinct tiles, at least one
   * @param tissueShare of the whole slide
   */
  public record Tiles(Tensor tensor, List<TilePosition> positions, double tissueShare) {
    /** Copies the positions. */
    public Tiles {
      positions = List.copyOf(positions);
    }
  }

  /**
   * The slide whose instances these are: of one series, in any order.
   *
   * @throws SlideException if none of them is a level, a level does not state its scale, or a part
   *     of a concatenation is missing
   */
  public static Slide of(List<DicomFile> instances) throws SlideException {
    var levels = new ArrayList<SlideLevel>();
    var scanned = new ArrayList<DicomFile>();
    for (var file : instances) {
      if (file.dataset().strings(Tag.IMAGE_TYPE).stream()
          .map(each -> each.strip().toUpperCase(Locale.ROOT))
          .noneMatch(NO_LEVEL::contains)) {
        scanned.add(file);
      }
    }
    for (var part : SlideParts.of(scanned)) {
      var image = SlideImage.of(part);
      var same = levels.stream().filter(level -> level.takes(image)).findFirst();
      if (same.isPresent()) {
        same.get().add(image);
      } else {
        levels.add(new SlideLevel(image));
      }
    }
    if (levels.isEmpty()) {
      throw new SlideException("the series has labels or overviews only, no level of a slide");
    }
    levels.sort(Comparator.comparingDouble(SlideLevel::micrometresPerPixel));
    return new Slide(levels);
  }

  /** From the finest to the coarsest, at least one. */
  public List<SlideLevel> levels() {
    return List.copyOf(levels);
  }

  /** What of it is not read, in words, without patient data; usually nothing. */
  public List<String> notes() {
    return levels.stream().flatMap(level -> level.notes().stream()).distinct().toList();
  }

  /** Height of the scanned matrix, in micrometres. */
  public double heightMicrometres() {
    return levels.getFirst().rows() * levels.getFirst().micrometresPerPixel();
  }

  /** Width of the scanned matrix, in micrometres. */
  public double widthMicrometres() {
    return levels.getFirst().columns() * levels.getFirst().micrometresPerPixel();
  }

  /** The coarsest level that is at least as fine as asked, else the finest. */
  public SlideLevel levelFor(double micrometresPerPixel) {
    var chosen = levels.getFirst();
    for (var level : levels) {
      if (level.micrometresPerPixel() <= micrometresPerPixel * NEARLY) {
        chosen = level;
      }
    }
    return chosen;
  }

  /**
   * A region at a stated scale, from the best level; white beyond the matrix.
   *
   * @param top in micrometres from the upper edge of the matrix
   * @param left in micrometres from its left edge
   * @param height in pixels of the result
   * @param width in pixels of the result
   */
  public ColourPicture region(
      double top, double left, int height, int width, double micrometresPerPixel)
      throws SlideException {
    var level = levelFor(micrometresPerPixel);
    double ratio = micrometresPerPixel / level.micrometresPerPixel();
    return level
        .part(
            Math.toIntExact(Math.round(top / level.micrometresPerPixel())),
            Math.toIntExact(Math.round(left / level.micrometresPerPixel())),
            (int) Math.max(1, Math.round(height * ratio)),
            (int) Math.max(1, Math.round(width * ratio)))
        .scaled(height, width);
  }

  /** The whole slide at about 8 µm a pixel, or coarser where it is large; read block by block. */
  public ColourPicture overview() throws SlideException {
    double scale =
        Math.max(
            Math.min(MASK_MICROMETRES, Math.max(heightMicrometres(), widthMicrometres()) / 64),
            Math.max(heightMicrometres(), widthMicrometres()) / MASK_SIDE);
    int rows = (int) Math.max(1, Math.ceil(heightMicrometres() / scale - 1e-9));
    int columns = (int) Math.max(1, Math.ceil(widthMicrometres() / scale - 1e-9));
    float[] rgb = new float[3 * rows * columns];
    int block = Math.clamp(Math.round(4096 / ratio(scale)), 1, MASK_BLOCK);
    for (int top = 0; top < rows; top += block) {
      for (int left = 0; left < columns; left += block) {
        int high = Math.min(block, rows - top);
        int wide = Math.min(block, columns - left);
        var part = region(top * scale, left * scale, high, wide, scale);
        for (int row = 0; row < high; row++) {
          System.arraycopy(
              part.rgb(), 3 * row * wide, rgb, 3 * ((top + row) * columns + left), 3 * wide);
        }
      }
    }
    return new ColourPicture(rows, columns, rgb);
  }

  private double ratio(double scale) {
    return Math.max(1, scale / levelFor(scale).micrometresPerPixel());
  }

  /**
   * Tiles of tissue at a stated scale.
   *
   * @param count how many, positive
   * @param micrometresPerPixel positive
   * @param seed draws them; empty spreads them evenly over the tissue
   * @throws SlideException if there is no tissue or a tile cannot be decoded
   */
  public Tiles tiles(int count, double micrometresPerPixel, OptionalLong seed)
      throws SlideException {
    var mask = TissueMask.of(overview());
    var positions =
        TileChoice.of(
            mask,
            heightMicrometres(),
            widthMicrometres(),
            TILE_SIZE * micrometresPerPixel,
            count,
            seed);
    if (positions.isEmpty()) {
      throw new SlideException(
          String.format(
              Locale.ROOT,
              "no tissue found on the slide (%.2f %% of it looks like tissue)",
              100 * mask.share()));
    }
    int size = 3 * TILE_SIZE * TILE_SIZE;
    float[] values = new float[Math.multiplyExact(count, size)];
    for (int i = 0; i < positions.size(); i++) {
      var at = positions.get(i);
      var tile =
          region(
              at.topMicrometres(), at.leftMicrometres(), TILE_SIZE, TILE_SIZE, micrometresPerPixel);
      System.arraycopy(tile.tensor().values(), 0, values, i * size, size);
    }
    for (int i = positions.size(); i < count; i++) {
      int from = (i % positions.size()) * size;
      System.arraycopy(Arrays.copyOfRange(values, from, from + size), 0, values, i * size, size);
    }
    return new Tiles(Tensor.of(values, count, 3, TILE_SIZE, TILE_SIZE), positions, mask.share());
  }
}
