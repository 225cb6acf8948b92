package org.chiasm.imaging.words;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A tab-separated table that ships with this package: comment lines begin with {@code #}, the first
 * other line names the columns, lists within a cell are apart by a bar.
 */
public final class TableFile {
  private TableFile() {}

  /**
   * The rows of a table, each from column to cell, in file order.
   *
   * @throws IllegalStateException if it is not on the class path, or a row has too few cells
   */
  public static List<Map<String, String>> rows(String name) {
    var rows = new ArrayList<Map<String, String>>();
    String[] columns = {};
    for (String line : text(name).split("\n", -1)) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String[] cells = line.split("\t", -1);
      if (columns.length == 0) {
        columns = cells;
        continue;
      }
      if (cells.length != columns.length) {
        throw new IllegalStateException(
            "Table " + name + " has a row of " + cells.length + " cells: " + line);
      }
      var row = new LinkedHashMap<String, String>();
      for (int i = 0; i < cells.length; i++) {
        row.put(columns[i], cells[i]);
      }
      rows.add(row);
    }
    return rows;
  }

  /** The entries of a list within a cell; none of an empty or absent one. */
  public static List<String> list(Map<String, String> row, String column) {
    String cell = row.getOrDefault(column, "");
    return cell.isEmpty() ? List.of() : List.of(cell.split("\\|", -1));
  }

  /** A cell; empty if there is no such column. */
  public static String cell(Map<String, String> row, String column) {
    return row.getOrDefault(column, "");
  }

  private static String text(String name) {
    try (InputStream in = TableFile.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The table " + name + " is not on the class path");
      }
      return new String(in.readAllBytes(), UTF_8).replace("\r", "");
    } catch (IOException unreadable) {
      throw new IllegalStateException("The table " + name + " cannot be read", unreadable);
    }
  }
}
