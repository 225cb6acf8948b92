package org.chiasm.connect.deidentify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicom.DicomFormatException;
import org.chiasm.connect.dicom.PixelDataElement;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.TransferSyntax;
import org.chiasm.connect.dicomdictionary.Vr;
import org.chiasm.connect.pixel.FrameResult;
import org.chiasm.connect.pixel.InstanceFrames;
import org.chiasm.connect.pixel.PixelFrame;

/**
 * What of the pixels is handed on. Of ultrasound with Sequence of Ultrasound Regions (DICOM PS3.3
 * C.8.5.5.1.1) everything outside the regions is black, where machines write names; pixels whose
 * unused high bits hold overlays (C.9.2) are written anew without them.
 *
 * @param file the instance with its pixels as they may be handed on
 * @param isBlackened whether only regions were left
 */
record PixelCleaning(DicomFile file, boolean isBlackened) {
  private static final int SEQUENCE_OF_ULTRASOUND_REGIONS = 0x00186011;
  private static final int REGION_LEFT = 0x00186018;
  private static final int REGION_TOP = 0x0018601A;
  private static final int REGION_RIGHT = 0x0018601C;
  private static final int REGION_BOTTOM = 0x0018601E;
  private static final int OVERLAY_BIT_POSITION = 0x60000102;
  private static final int STREAM_HEAD = 1 << 14;
  private static final int STREAM_TAIL = 1 << 10;
  private static final long MOST_BYTES = 1L << 29;
  private static final List<Integer> PALETTE =
      List.of(
          0x00281101,
          0x00281102,
          0x00281103,
          0x00281201,
          0x00281202,
          0x00281203,
          0x00281221,
          0x00281222,
          0x00281223);

  private record Region(int left, int top, int right, int bottom) {
    boolean holds(int row, int column) {
      return column >= left && column <= right && row >= top && row <= bottom;
    }
  }

  /** The instance with clean pixels; empty if they have to be written anew and cannot be. */
  static Optional<PixelCleaning> of(DicomFile file, IdentifyingWords words) throws IOException {
    var pixels = file.dataset().pixelData();
    if (pixels.isEmpty()) {
      return Optional.of(new PixelCleaning(file, false));
    }
    boolean mustBeRewritten;
    try {
      if (pixels.get().isTruncated()) {
        return Optional.empty();
      }
      mustBeRewritten = carriesMore(file, pixels.get(), words);
    } catch (DicomFormatException damaged) {
      return Optional.empty();
    }
    var regions = regions(file.dataset());
    boolean isFloat = pixels.get().tag() != Tag.PIXEL_DATA;
    boolean isUnfit = pixels.get().isEncapsulated() != file.transferSyntax().isEncapsulated();
    if (regions.isEmpty() && !hasEmbeddedOverlay(file.dataset()) && !isUnfit && !mustBeRewritten) {
      return Optional.of(new PixelCleaning(file, false));
    }
    return isFloat ? Optional.empty() : rewritten(file, regions);
  }

  /** Whether words stand in the comments of a stream, or bytes follow the last native frame. */
  private static boolean carriesMore(
      DicomFile file, PixelDataElement pixels, IdentifyingWords words)
      throws IOException, DicomFormatException {
    if (!pixels.isEncapsulated()) {
      var frames = InstanceFrames.of(file);
      long bits = frames.description().map(each -> each.bitsPerFrame()).orElse(0L);
      return bits > 0 && pixels.nativeLength() > (bits * frames.count() + 7) / 8 + 1;
    }
    for (int fragment = 0; fragment < pixels.fragmentCount(); fragment++) {
      byte[] bytes = pixels.fragment(fragment);
      byte[] head = Arrays.copyOf(bytes, Math.min(bytes.length, STREAM_HEAD));
      byte[] tail =
          Arrays.copyOfRange(bytes, Math.max(0, bytes.length - STREAM_TAIL), bytes.length);
      if (words.isIn(head) || words.isIn(tail)) {
        return true;
      }
    }
    return false;
  }

  private static List<Region> regions(DicomDataset dataset) {
    return dataset.items(SEQUENCE_OF_ULTRASOUND_REGIONS).stream()
        .map(
            item ->
                new Region(
                    item.integer(REGION_LEFT).orElse(0),
                    item.integer(REGION_TOP).orElse(0),
                    item.integer(REGION_RIGHT).orElse(-1),
                    item.integer(REGION_BOTTOM).orElse(-1)))
        .toList();
  }

  private static boolean hasEmbeddedOverlay(DicomDataset dataset) {
    for (int plane = 0; plane < 16; plane++) {
      if (dataset.integer(OVERLAY_BIT_POSITION + (plane << 17)).orElse(0) > 0) {
        return true;
      }
    }
    return false;
  }

  private static Optional<PixelCleaning> rewritten(DicomFile file, List<Region> regions) {
    var frames = InstanceFrames.of(file);
    var cells = new ByteArrayOutputStream();
    int allocated = 0;
    int samples = 1;
    for (int number = 0; number < frames.count(); number++) {
      if (!(frames.frame(number) instanceof FrameResult.Decoded(var frame))) {
        return Optional.empty();
      }
      var described = frames.description().orElseThrow();
      int bits = described.palette().map(table -> table.bits()).orElse(described.bitsStored());
      allocated = bits <= Byte.SIZE ? Byte.SIZE : bits <= Short.SIZE ? Short.SIZE : Integer.SIZE;
      samples = frame.samplesPerPixel();
      if ((long) frames.count() * frame.size() * allocated / Byte.SIZE > MOST_BYTES) {
        return Optional.empty();
      }
      write(frame, regions, allocated / Byte.SIZE, cells);
    }
    int stored = Math.min(allocated, storedBits(frames, allocated));
    return Optional.of(
        new PixelCleaning(
            DicomFile.of(
                dataset(file.dataset(), cells.toByteArray(), samples, allocated, stored),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN),
            !regions.isEmpty()));
  }

  private static int storedBits(InstanceFrames frames, int allocated) {
    return frames
        .description()
        .map(each -> each.palette().isPresent() ? allocated : each.bitsStored())
        .orElse(allocated);
  }

  private static void write(
      PixelFrame frame, List<Region> regions, int bytes, ByteArrayOutputStream cells) {
    int samples = frame.samplesPerPixel();
    for (int i = 0; i < frame.size(); i++) {
      int row = i / samples / frame.columns();
      int column = i / samples % frame.columns();
      boolean shown =
          regions.isEmpty() || regions.stream().anyMatch(each -> each.holds(row, column));
      int value = shown ? frame.samples()[i] : 0;
      for (int each = 0; each < bytes; each++) {
        cells.write(value >> (Byte.SIZE * each));
      }
    }
  }

  private static DicomDataset dataset(
      DicomDataset source, byte[] cells, int samples, int allocated, int stored) {
    var builder = source.toBuilder();
    if (samples == 3) {
      PALETTE.forEach(builder::remove);
      builder
          .string(Tag.PHOTOMETRIC_INTERPRETATION, "RGB")
          .integers(Tag.SAMPLES_PER_PIXEL, 3)
          .integers(Tag.PLANAR_CONFIGURATION, 0)
          .integers(Tag.PIXEL_REPRESENTATION, 0);
    }
    return builder
        .integers(Tag.BITS_ALLOCATED, allocated)
        .integers(Tag.BITS_STORED, stored)
        .integers(Tag.HIGH_BIT, stored - 1)
        .remove(Tag.EXTENDED_OFFSET_TABLE)
        .remove(Tag.EXTENDED_OFFSET_TABLE_LENGTHS)
        .put(PixelDataElement.ofNative(allocated == Byte.SIZE ? Vr.OB : Vr.OW, cells))
        .build();
  }
}
