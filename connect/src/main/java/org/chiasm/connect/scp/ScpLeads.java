package org.chiasm.connect.scp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The names of the lead numbers that section 3 gives (EN 1064, lead identification). */
final class ScpLeads {
  private static final Map<Integer, String> NAMES = read();

  private ScpLeads() {}

  /** The name of a lead; {@code ECG} where the number is none of the standard's. */
  static String name(int number) {
    return NAMES.getOrDefault(number, "ECG");
  }

  private static Map<Integer, String> read() {
    var names = new HashMap<Integer, String>();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(ScpLeads.class.getResourceAsStream("leads.tsv")), UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .forEach(cells -> names.put(Integer.valueOf(cells[0]), cells[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(names);
  }
}
