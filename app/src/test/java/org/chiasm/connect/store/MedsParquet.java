package org.chiasm.connect.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** Writes MEDS data as others would: one Parquet file without an available time. */
public final class MedsParquet {
  private MedsParquet() {}

  /**
   * Writes {@code data/0.parquet}.
   *
   * @param rows each an SQL tuple of subject, time, code, numeric value and unit
   */
  public static void write(Path folder, List<String> rows) throws IOException {
    writeTexts(
        folder, rows.stream().map(row -> row.substring(0, row.length() - 1) + ", NULL)").toList());
  }

  /**
   * The same with texts.
   *
   * @param rows each an SQL tuple of subject, time, code, numeric value, unit and text
   */
  public static void writeTexts(Path folder, List<String> rows) throws IOException {
    Files.createDirectories(folder.resolve("data"));
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT subject_id::BIGINT subject_id, time::TIMESTAMP AS time, code,"
              + " numeric_value::FLOAT numeric_value, text_value::VARCHAR text_value, unit::VARCHAR"
              + " unit FROM (VALUES "
              + String.join(", ", rows)
              + ") AS v(subject_id, time, code, numeric_value, unit, text_value) ORDER BY"
              + " subject_id, time) TO '"
              + folder.resolve("data/0.parquet")
              + "' (FORMAT parquet)");
    } catch (SQLException e) {
      throw new IOException("The MEDS table could not be written", e);
    }
  }

  /** Leaves no row in a Parquet file. */
  public static void empty(Path file) throws IOException {
    Path left = file.resolveSibling("left.parquet");
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute("COPY (SELECT * FROM '" + file + "' WHERE false) TO '" + left + "'");
    } catch (SQLException e) {
      throw new IOException("The table could not be emptied", e);
    }
    Files.move(left, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
