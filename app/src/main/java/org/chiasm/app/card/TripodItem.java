package org.chiasm.app.card;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * An item of the TRIPOD+AI checklist (Collins et al. 2024, {@code doi:10.1136/bmj-2023-078378}).
 *
 * @param number such as {@code 18a}
 * @param applies {@code D}, {@code E} or {@code D;E}: development, evaluation
 * @param asks in our words
 * @param statements names of a study file's {@code card} that answer it
 */
public record TripodItem(
    String number, String topic, String applies, String asks, List<String> statements) {
  private static final int COLUMNS = 5;

  /** Copies the statements. */
  public TripodItem {
    requireNonNull(number, "number");
    requireNonNull(topic, "topic");
    requireNonNull(applies, "applies");
    requireNonNull(asks, "asks");
    statements = List.copyOf(statements);
  }

  /** All items, in the order of the checklist. */
  public static List<TripodItem> all() throws IOException {
    var table = requireNonNull(TripodItem.class.getResourceAsStream("tripod-ai.tsv"), "tripod-ai");
    try (var lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", COLUMNS))
          .map(
              cells ->
                  new TripodItem(
                      cells[0],
                      cells[1],
                      cells[2],
                      cells[3],
                      Arrays.stream(cells[4].split(",")).filter(each -> !each.isBlank()).toList()))
          .toList();
    }
  }
}
