package org.chiasm.connect.burnedin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicomdictionary.SopClass;
import org.chiasm.connect.dicomdictionary.Tag;

/** Which kinds of instance usually carry words in their pixels ({@code risky-instances.tsv}). */
final class RiskTable {
  private record Row(String what, String match, String why) {}

  private static final List<Row> ROWS = read();

  private RiskTable() {}

  /** Why an instance is of a risky kind; empty if it is of none. */
  static Optional<String> reason(DicomFile file) {
    String sopClass = file.sopClass().map(SopClass::uid).orElse("");
    String modality = file.dataset().string(Tag.MODALITY).orElse("").strip();
    var types =
        file.dataset().strings(Tag.IMAGE_TYPE).stream()
            .map(each -> each.strip().toUpperCase(Locale.ROOT))
            .toList();
    return ROWS.stream()
        .filter(
            row ->
                switch (row.what()) {
                  case "class" -> isClass(sopClass, row.match());
                  case "image_type" -> types.stream().anyMatch(each -> each.contains(row.match()));
                  default -> modality.equals(row.match());
                })
        .map(Row::why)
        .findFirst();
  }

  private static boolean isClass(String uid, String match) {
    if (!match.endsWith("*")) {
      return uid.equals(match);
    }
    String prefix = match.substring(0, match.length() - 1);
    return uid.equals(prefix) || uid.startsWith(prefix + ".");
  }

  private static List<Row> read() {
    try (InputStream in =
        Objects.requireNonNull(RiskTable.class.getResourceAsStream("risky-instances.tsv"))) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.startsWith("what\t"))
          .map(line -> line.split("\t", -1))
          .map(cells -> new Row(cells[0], cells[1], cells[2]))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
