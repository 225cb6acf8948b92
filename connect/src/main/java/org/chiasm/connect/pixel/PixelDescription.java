package org.chiasm.connect.pixel;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How the frames of an instance are to be read (DICOM PS3.3 C.7.6.3, Image Pixel Module).
 *
 * @param rows positive
 * @param columns positive
 * @param photometric what samples mean; tells how many there are for a pixel
 * @param bitsAllocated of a pixel cell, 1 to 32; cells of other than 8, 16 or 32 bits are packed
 * @param bitsStored of a sample, 1 to {@code bitsAllocated}
 * @param highBit highest bit of the sample in its cell
 * @param isSigned whether samples are in two's complement
 * @param isByPlane whether all of one colour comes before the next (Planar Configuration 1); native
 *     and RLE pixels only
 * @param palette the colour table of {@link PhotometricInterpretation#PALETTE_COLOR}
 */
public record PixelDescription(
    int rows,
    int columns,
    PhotometricInterpretation photometric,
    int bitsAllocated,
    int bitsStored,
    int highBit,
    boolean isSigned,
    boolean isByPlane,
    Optional<PaletteColor> palette) {

  /** A frame with more samples than this is refused. */
  public static final long MAX_SAMPLES = 1L << 27;

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if one is out of bounds
   */
  public PixelDescription {
    requireNonNull(photometric, "photometric");
    requireNonNull(palette, "palette");
    if (rows <= 0 || columns <= 0 || rows > 1 << 24 || columns > 1 << 24) {
      throw new IllegalArgumentException(
          "Pixels need rows and columns, got " + rows + " by " + columns);
    }
    if (bitsAllocated < 1 || bitsAllocated > Integer.SIZE) {
      throw new IllegalArgumentException(
          "Bits Allocated from 1 to 32 are decoded, got " + bitsAllocated);
    }
    if (bitsStored < 1
        || bitsStored > bitsAllocated
        || highBit < bitsStored - 1
        || highBit >= bitsAllocated) {
      throw new IllegalArgumentException(
          "Bits Stored "
              + bitsStored
              + " with High Bit "
              + highBit
              + " do not fit into "
              + bitsAllocated
              + " bits");
    }
  }

  /** Unsigned grey values that fill their cells from the lowest bit on. */
  public static PixelDescription grey(int rows, int columns, int bitsAllocated, int bitsStored) {
    return new PixelDescription(
        rows,
        columns,
        PhotometricInterpretation.MONOCHROME2,
        bitsAllocated,
        bitsStored,
        bitsStored - 1,
        false,
        false,
        Optional.empty());
  }

  /** The same without its colour table, so that indexes stay indexes. */
  PixelDescription withoutPalette() {
    return of(photometric, Optional.empty());
  }

  /** Whether two pixels share their colour differences. */
  boolean isPaired() {
    return photometric == PhotometricInterpretation.YBR_FULL_422
        || photometric == PhotometricInterpretation.YBR_PARTIAL_422;
  }

  /** The same with colour differences of every pixel's own. */
  PixelDescription unpaired() {
    return photometric == PhotometricInterpretation.YBR_FULL_422
        ? of(PhotometricInterpretation.YBR_FULL, palette)
        : this;
  }

  private PixelDescription of(PhotometricInterpretation meaning, Optional<PaletteColor> table) {
    return new PixelDescription(
        rows, columns, meaning, bitsAllocated, bitsStored, highBit, isSigned, isByPlane, table);
  }

  /** Samples of one pixel as they are coded. */
  public int samplesPerPixel() {
    return photometric.samples();
  }

  /** Samples of one frame as they are coded. */
  public long samplesPerFrame() {
    return (long) rows * columns * samplesPerPixel();
  }

  /** Bits of one native frame; subsampled colours take less room than they stand for. */
  public long bitsPerFrame() {
    long pixels = (long) rows * columns;
    return switch (photometric) {
      case YBR_FULL_422, YBR_PARTIAL_422 -> pixels * 2 * bitsAllocated;
      case YBR_PARTIAL_420 -> pixels * 3 / 2 * bitsAllocated;
      default -> pixels * samplesPerPixel() * bitsAllocated;
    };
  }
}
