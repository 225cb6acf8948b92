package org.chiasm.connect.deidentify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the standard says becomes of each attribute ({@code profile.tsv}), and two lists of words.
 */
final class ConfidentialityProfile {
  private static final Map<Integer, Row> ROWS = rows();
  private static final Set<String> KEPT_TEXT = Set.copyOf(lines("kept-text.txt"));
  private static final Set<String> DESCRIPTOR_WORDS =
      lines("descriptor-words.txt").stream()
          .flatMap(line -> Arrays.stream(line.split(" ", -1)))
          .filter(word -> !word.isEmpty())
          .collect(Collectors.toUnmodifiableSet());

  /** What a row says of a value besides its action. */
  enum Kind {
    PLAIN,
    /** Names one person or thing; searched for everywhere else. */
    IDENTIFIER,
    /** Names a person; its parts are searched for too. */
    NAME,
    /** Free text about the examination. */
    DESCRIPTOR,
    /** A characteristic of the patient. */
    PATIENT
  }

  /**
   * One row.
   *
   * @param action as the standard writes it
   */
  record Row(String action, Kind kind) {}

  private ConfidentialityProfile() {}

  static Optional<Row> row(int tag) {
    return Optional.ofNullable(ROWS.get(tag));
  }

  /** Whether equipment or code tables write this element with words. */
  static boolean isKeptText(String keyword) {
    return KEPT_TEXT.contains(keyword);
  }

  /** Whether a word, lower case, names an examination and nobody. */
  static boolean isDescriptorWord(String word) {
    return DESCRIPTOR_WORDS.contains(word);
  }

  private static Map<Integer, Row> rows() {
    var rows = new HashMap<Integer, Row>();
    for (String line : lines("profile.tsv")) {
      var cells = line.split("\t", -1);
      if (!cells[0].equals("tag")) {
        var kind =
            switch (cells[2]) {
              case "identifier" -> Kind.IDENTIFIER;
              case "name" -> Kind.NAME;
              case "descriptor" -> Kind.DESCRIPTOR;
              case "patient" -> Kind.PATIENT;
              default -> Kind.PLAIN;
            };
        rows.put(Integer.parseUnsignedInt(cells[0], 16), new Row(cells[1], kind));
      }
    }
    return Map.copyOf(rows);
  }

  private static List<String> lines(String resource) {
    try (var in =
        Objects.requireNonNull(ConfidentialityProfile.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
