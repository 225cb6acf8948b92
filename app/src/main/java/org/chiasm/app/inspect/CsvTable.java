package org.chiasm.app.inspect;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of comma-separated values as a spreadsheet writes it (RFC 4180): quoted cells, CRLF or
 * LF, a byte order mark, and semicolons where the header has no comma.
 *
 * @param separator what stands between cells
 * @param records the header and every line after it, blank lines left out
 */
record CsvTable(char separator, List<List<String>> records) {
  CsvTable {
    records = List.copyOf(records);
  }

  /** Reads a text; an unclosed quotation mark runs to the end. */
  static CsvTable read(String text) {
    String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
    int lineEnd = plain.indexOf('\n');
    String header = lineEnd < 0 ? plain : plain.substring(0, lineEnd);
    char separator = header.indexOf(',') < 0 && header.indexOf(';') >= 0 ? ';' : ',';
    var records = new ArrayList<List<String>>();
    var cells = new ArrayList<String>();
    var cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (quoted) {
        if (c != '"') {
          cell.append(c);
        } else if (i + 1 < plain.length() && plain.charAt(i + 1) == '"') {
          cell.append('"');
          i++;
        } else {
          quoted = false;
        }
      } else if (c == '"' && cell.isEmpty()) {
        quoted = true;
      } else if (c == separator) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else if (c == '\n' || c == '\r') {
        end(records, cells, cell);
      } else {
        cell.append(c);
      }
    }
    end(records, cells, cell);
    return new CsvTable(separator, records);
  }

  /** A line of the table, with CRLF at its end. */
  String line(List<String> cells) {
    return String.join(String.valueOf(separator), cells.stream().map(this::quote).toList())
        + "\r\n";
  }

  private String quote(String cell) {
    boolean plain =
        cell.chars().noneMatch(c -> c == separator || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
  }

  private static void end(List<List<String>> records, ArrayList<String> cells, StringBuilder cell) {
    if (!cells.isEmpty() || !cell.isEmpty()) {
      cells.add(cell.toString());
      records.add(List.copyOf(cells));
    }
    cells.clear();
    cell.setLength(0);
  }
}
