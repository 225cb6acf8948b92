package org.chiasm.connect.store;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of comma-separated values (RFC 4180, with line feeds): absent cells are empty, times ISO
 * 8601 in UTC, numbers the shortest that read back equal.
 */
final class CsvLine {
  private CsvLine() {}

  static void write(Writer out, List<? extends @Nullable Object> cells) throws IOException {
    boolean first = true;
    for (var cell : cells) {
      if (!first) {
        out.write(',');
      }
      first = false;
      if (cell != null) {
        out.write(quoted(cell.toString()));
      }
    }
    out.write('\n');
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
