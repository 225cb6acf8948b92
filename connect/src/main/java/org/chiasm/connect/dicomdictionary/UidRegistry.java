package org.chiasm.connect.dicomdictionary;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The UIDs of DICOM PS3.6 Annex A that this system tells apart, with their names. */
final class UidRegistry {
  private static final Map<String, Entry> ENTRIES = load();

  /**
   * One registered UID.
   *
   * @param kind a word of the resource file
   */
  record Entry(String uid, String kind, String name) {}

  private UidRegistry() {}

  static Optional<Entry> entry(String uid) {
    return Optional.ofNullable(ENTRIES.get(uid));
  }

  /** The lines of a resource beside this class that are not comments. */
  static List<String> lines(String resource) {
    try (var in =
            Objects.requireNonNull(UidRegistry.class.getResourceAsStream(resource), resource);
        var reader = new BufferedReader(new InputStreamReader(in, US_ASCII))) {
      var lines = new ArrayList<String>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.startsWith("#")) {
          lines.add(line);
        }
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the resource " + resource, e);
    }
  }

  private static Map<String, Entry> load() {
    var entries = new HashMap<String, Entry>();
    for (String line : lines("uids.txt")) {
      var parts = line.split(" ", 3);
      entries.put(parts[0], new Entry(parts[0], parts[1], parts[2]));
    }
    return Map.copyOf(entries);
  }
}
