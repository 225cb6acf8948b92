package org.chiasm.connect.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Several text columns fetched as one: the engine's driver makes an object for each text it hands
 * over, which costs more than all the rest of reading a wide row.
 */
final class PackedTexts {
  private static final int ABSENT = -1;

  private final ResultSet rows;
  private final int firstColumn;
  private final int[] starts;
  private final int[] lengths;
  private byte[] bytes = {};

  /** Texts in a result from {@code firstColumn} on, as {@link #select} arranges them. */
  PackedTexts(ResultSet rows, int firstColumn, int count) {
    this.rows = rows;
    this.firstColumn = firstColumn;
    this.starts = new int[count];
    this.lengths = new int[count];
  }

  /** The columns to select for some text expressions: one more than there are texts. */
  static String select(List<String> texts) {
    String joined =
        texts.stream()
            .map(text -> "coalesce(" + text + ", '')")
            .collect(Collectors.joining(", ", "encode(concat(", "))"));
    return texts.stream()
        .map(text -> "coalesce(strlen(" + text + "), " + ABSENT + ")")
        .collect(Collectors.joining(", ", joined + ", ", ""));
  }

  /** Takes over the current row. */
  void load() throws SQLException {
    bytes = rows.getBytes(firstColumn);
    int start = 0;
    for (int text = 0; text < lengths.length; text++) {
      int length = (int) rows.getLong(firstColumn + 1 + text);
      starts[text] = start;
      lengths[text] = length;
      start += Math.max(length, 0);
    }
  }

  /** A text of the row, counted from 0; null where absent. */
  @Nullable String get(int text) {
    int length = lengths[text];
    return length == ABSENT ? null : new String(bytes, starts[text], length, UTF_8);
  }

  /** A text of the row, empty where absent. */
  String orEmpty(int text) {
    int length = lengths[text];
    return length <= 0 ? "" : new String(bytes, starts[text], length, UTF_8);
  }
}
