package org.chiasm.connect.pixel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicom.ValueElement;
import org.chiasm.connect.dicomdictionary.Tag;

/** Reads the Image Pixel Module of a data set (DICOM PS3.3 C.7.6.3). */
final class DescriptionReader {
  private static final int SEGMENTED_RED = 0x00281221;
  private static final int TABLE_DISTANCE = 1;

  private final DicomDataset dataset;
  private final List<String> problems = new ArrayList<>();

  DescriptionReader(DicomDataset dataset) {
    this.dataset = dataset;
  }

  /** What had to be read otherwise than it says. */
  List<String> problems() {
    return problems;
  }

  PixelDescription read() throws PixelFormatException, IOException {
    int rows = required(Tag.ROWS, "Rows");
    int columns = required(Tag.COLUMNS, "Columns");
    int allocated = required(Tag.BITS_ALLOCATED, "Bits Allocated");
    int stored = dataset.integer(Tag.BITS_STORED).orElse(allocated);
    if (stored < 1 || stored > allocated) {
      problems.add(
          "Bits Stored "
              + stored
              + " do not fit Bits Allocated "
              + allocated
              + ": "
              + allocated
              + " taken");
      stored = allocated;
    }
    int highBit = dataset.integer(Tag.HIGH_BIT).orElse(stored - 1);
    if (stored > 0 && stored <= allocated && (highBit < stored - 1 || highBit >= allocated)) {
      problems.add(
          "High Bit "
              + highBit
              + " does not fit Bits Stored "
              + stored
              + ": "
              + (stored - 1)
              + " taken");
      highBit = stored - 1;
    }
    var photometric = photometric();
    var palette = Optional.<PaletteColor>empty();
    if (photometric == PhotometricInterpretation.PALETTE_COLOR) {
      try {
        palette = Optional.of(palette());
      } catch (PixelFormatException noPalette) {
        problems.add(noPalette.reason() + ": read as MONOCHROME2");
        photometric = PhotometricInterpretation.MONOCHROME2;
      }
    }
    try {
      return new PixelDescription(
          rows,
          columns,
          photometric,
          allocated,
          stored,
          highBit,
          dataset.integer(Tag.PIXEL_REPRESENTATION).orElse(0) == 1,
          dataset.integer(Tag.PLANAR_CONFIGURATION).orElse(0) == 1,
          palette);
    } catch (IllegalArgumentException outOfBounds) {
      throw PixelFormatException.unsupported(String.valueOf(outOfBounds.getMessage()));
    }
  }

  private PhotometricInterpretation photometric() throws PixelFormatException {
    int samples = dataset.integer(Tag.SAMPLES_PER_PIXEL).orElse(1);
    String term = dataset.string(Tag.PHOTOMETRIC_INTERPRETATION).orElse("");
    if (term.isEmpty()) {
      problems.add("no Photometric Interpretation");
      return samples == 3 ? PhotometricInterpretation.RGB : PhotometricInterpretation.MONOCHROME2;
    }
    var photometric =
        PhotometricInterpretation.of(term)
            .orElseThrow(
                () ->
                    PixelFormatException.unsupported(
                        "Photometric Interpretation " + codeLike(term) + " is not decoded"));
    if (photometric.samples() != samples && (samples == 1 || samples == 3)) {
      var taken =
          samples == 1 ? PhotometricInterpretation.MONOCHROME2 : PhotometricInterpretation.RGB;
      problems.add(photometric + " with Samples per Pixel " + samples + ": read as " + taken);
      return taken;
    }
    if (photometric.samples() != samples) {
      throw PixelFormatException.malformed(
          photometric + " has " + photometric.samples() + " samples per pixel, got " + samples);
    }
    return photometric;
  }

  /** A defined term is upper case; whatever else stands there is not repeated. */
  private static String codeLike(String term) {
    return term.matches("[A-Z0-9_ ]{1,16}") ? term : "of an unknown term";
  }

  private PaletteColor palette() throws PixelFormatException, IOException {
    double[] descriptor = dataset.decimals(Tag.RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR);
    if (descriptor.length < 3) {
      throw PixelFormatException.malformed("PALETTE COLOR without a palette");
    }
    int entries = descriptor[0] == 0 ? 1 << 16 : ((int) descriptor[0]) & 0xFFFF;
    int first = firstIndex(dataset, descriptor[1]);
    int bits = descriptor[2] <= 8 ? 8 : 16;
    try {
      return new PaletteColor(
          first, bits, table(0, entries, bits), table(1, entries, bits), table(2, entries, bits));
    } catch (IllegalArgumentException contradiction) {
      throw PixelFormatException.malformed(String.valueOf(contradiction.getMessage()));
    }
  }

  private int[] table(int color, int entries, int bits) throws IOException, PixelFormatException {
    int[] plain = words(dataset, Tag.RED_PALETTE_COLOR_LOOKUP_TABLE_DATA + color * TABLE_DISTANCE);
    if (plain.length > 0) {
      return PaletteColor.entries(plain, entries, bits);
    }
    int[] segments = words(dataset, SEGMENTED_RED + color * TABLE_DISTANCE);
    if (segments.length == 0) {
      throw PixelFormatException.malformed("PALETTE COLOR without a palette");
    }
    return PaletteColor.segmented(segments, entries);
  }

  /** The first stored value of a table: signed where pixels are (PS3.3 C.7.6.3.1.5, C.11.1.1.1). */
  static int firstIndex(DicomDataset dataset, double declared) {
    int first = (int) declared;
    boolean signed = dataset.integer(Tag.PIXEL_REPRESENTATION).orElse(0) == 1;
    return signed && first > Short.MAX_VALUE ? first - (1 << 16) : first;
  }

  /** The value of an element as unsigned 16-bit words; none if it is absent. */
  static int[] words(DicomDataset dataset, int tag) throws IOException {
    if (!(dataset.element(tag).orElse(null) instanceof ValueElement element)) {
      return new int[0];
    }
    byte[] bytes = element.bytes();
    int[] words = new int[bytes.length / 2];
    for (int i = 0; i < words.length; i++) {
      words[i] = (bytes[2 * i] & 0xFF) | (bytes[2 * i + 1] & 0xFF) << Byte.SIZE;
    }
    return words;
  }

  private int required(int tag, String name) throws PixelFormatException {
    return dataset
        .integer(tag)
        .orElseThrow(() -> PixelFormatException.malformed("no " + name + " in the header"));
  }
}
