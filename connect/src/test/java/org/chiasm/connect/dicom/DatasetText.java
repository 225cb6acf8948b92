package org.chiasm.connect.dicom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.chiasm.connect.dicomdictionary.Tag;

/** A data set as lines that can be compared: path of tags to representation and value. */
final class DatasetText {
  private DatasetText() {}

  /** Everything but pixels and group lengths; values as hexadecimal digits without padding. */
  static Map<String, String> of(DicomDataset dataset) {
    var lines = new TreeMap<String, String>();
    collect(dataset, "", lines);
    return lines;
  }

  private static void collect(DicomDataset dataset, String path, Map<String, String> lines) {
    for (var element : dataset) {
      if (Tag.element(element.tag()) == 0) {
        continue;
      }
      String here = path + String.format(Locale.ROOT, "%08X", element.tag());
      switch (element) {
        case SequenceElement sequence -> {
          lines.put(here, "SQ " + sequence.items().size());
          for (int item = 0; item < sequence.items().size(); item++) {
            collect(sequence.items().get(item), here + "[" + item + "]/", lines);
          }
        }
        case PixelDataElement pixels -> lines.put(here, "pixels " + pixels.isEncapsulated());
        case ValueElement value -> lines.put(here, value.vr() + " " + hex(value));
      }
    }
  }

  private static String hex(ValueElement element) {
    try {
      byte[] bytes = element.bytes();
      boolean padded =
          bytes.length > 0
              && bytes.length % 2 == 0
              && (bytes[bytes.length - 1] == 0 || bytes[bytes.length - 1] == ' ');
      return HexFormat.of().formatHex(padded ? Arrays.copyOf(bytes, bytes.length - 1) : bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
