package org.chiasm.app.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chiasm.app.files.WrongUseException;

/**
 * A tab-separated table of sentences with a concept each. A cell in double quotes may hold tabs,
 * line ends and doubled quotes; a lone quote at the start of a cell is a quote. Records are kept as
 * they were written.
 */
final class SentenceTable {
  private static final List<String> SENTENCE = List.of("sentence", "text");
  private static final List<String> CONCEPT = List.of("concept", "condition", "phrase");

  private final List<Row> rows = new ArrayList<>();
  private final Row header;
  private final int sentence;
  private final int concept;

  /**
   * One record.
   *
   * @param written as it stands in the file, without its line end
   * @param cells what its cells mean
   */
  record Row(String written, List<String> cells) {
    Row {
      cells = List.copyOf(cells);
    }

    String cell(int column) {
      return column < cells.size() ? cells.get(column) : "";
    }

    boolean isBlank() {
      return written.isBlank();
    }
  }

  private SentenceTable(String text) throws WrongUseException {
    int[] at = {0};
    header = next(text, at, 0);
    sentence = column(SENTENCE);
    concept = column(CONCEPT);
    while (at[0] < text.length()) {
      rows.add(next(text, at, header.cells().size()));
    }
  }

  /**
   * Reads a table.
   *
   * @throws WrongUseException if its header does not name both columns
   */
  static SentenceTable of(String text) throws WrongUseException {
    return new SentenceTable(text);
  }

  Row header() {
    return header;
  }

  List<Row> rows() {
    return List.copyOf(rows);
  }

  String sentence(Row row) {
    return row.cell(sentence);
  }

  String concept(Row row) {
    return row.cell(concept);
  }

  private int column(List<String> names) throws WrongUseException {
    for (String name : names) {
      for (int i = 0; i < header.cells().size(); i++) {
        if (header.cells().get(i).strip().toLowerCase(Locale.ROOT).equals(name)) {
          return i;
        }
      }
    }
    for (String name : names) {
      for (int i = 0; i < header.cells().size(); i++) {
        if (header.cells().get(i).strip().toLowerCase(Locale.ROOT).startsWith(name)) {
          return i;
        }
      }
    }
    throw new WrongUseException(
        "the table has no column '"
            + names.getFirst()
            + "'; its first line must name the columns sentence and concept, separated by tabs");
  }

  /**
   * The record at a position; if quotes do not give the expected number of cells, they are text.
   */
  private static Row next(String text, int[] at, int expected) {
    int start = at[0];
    var quoted = read(text, at, true);
    if (expected > 0 && quoted.cells().size() != expected && quoted.written().indexOf('"') >= 0) {
      int afterQuoted = at[0];
      at[0] = start;
      var plain = read(text, at, false);
      if (plain.cells().size() == expected || quoted.written().indexOf('\n') >= 0) {
        return plain;
      }
      at[0] = afterQuoted;
    }
    return quoted;
  }

  private static Row read(String text, int[] at, boolean quotes) {
    var cells = new ArrayList<String>();
    int start = at[0];
    int i = start;
    while (true) {
      int close = quotes && i < text.length() && text.charAt(i) == '"' ? close(text, i) : -1;
      int end = close >= 0 ? close + 1 : i;
      while (end < text.length() && "\t\r\n".indexOf(text.charAt(end)) < 0) {
        end++;
      }
      cells.add(
          close >= 0 ? text.substring(i + 1, close).replace("\"\"", "\"") : text.substring(i, end));
      if (end < text.length() && text.charAt(end) == '\t') {
        i = end + 1;
      } else {
        at[0] = afterLineEnd(text, end);
        return new Row(text.substring(start, end), cells);
      }
    }
  }

  /** The quote that ends a quoted cell: the next lone one, before a tab or a line end; or -1. */
  private static int close(String text, int open) {
    int i = open + 1;
    while (i < text.length()) {
      if (text.charAt(i) == '"') {
        if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
          i++;
        } else {
          boolean ends = i + 1 >= text.length() || "\t\r\n".indexOf(text.charAt(i + 1)) >= 0;
          return ends ? i : -1;
        }
      }
      i++;
    }
    return -1;
  }

  private static int afterLineEnd(String text, int end) {
    if (end >= text.length()) {
      return end;
    }
    boolean both =
        text.charAt(end) == '\r' && end + 1 < text.length() && text.charAt(end + 1) == '\n';
    return end + (both ? 2 : 1);
  }
}
