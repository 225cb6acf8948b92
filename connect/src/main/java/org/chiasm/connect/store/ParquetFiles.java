package org.chiasm.connect.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chiasm.ClinicalEvent;
import org.chiasm.SubjectId;

/**
 * Reads tables from Parquet files that others wrote. What exceeds the memory limit while sorting
 * lies in a temporary folder until this is closed. Not safe for use by several threads.
 */
public final class ParquetFiles implements AutoCloseable {
  private final Path spill;
  private final DuckDatabase database;

  /**
   * Begins.
   *
   * @throws IOException if no temporary folder can be made
   */
  public ParquetFiles() throws IOException {
    spill = Files.createTempDirectory("chiasm-parquet");
    database = DuckDatabase.inMemory(spill);
  }

  /** The kinds of columns that can be read. */
  public enum ColumnType {
    INTEGER,
    /** Floating point or decimal; 32-bit floats are read as their shortest decimal. */
    NUMBER,
    TEXT,
    /** A point in time; without a zone it is UTC. */
    TIME,
    OTHER;

    private static ColumnType of(String sqlType) {
      return switch (sqlType) {
        case "TINYINT",
            "SMALLINT",
            "INTEGER",
            "BIGINT",
            "UTINYINT",
            "USMALLINT",
            "UINTEGER",
            "UBIGINT" ->
            INTEGER;
        case "FLOAT", "DOUBLE" -> NUMBER;
        case "VARCHAR" -> TEXT;
        case "TIMESTAMP",
            "TIMESTAMP_S",
            "TIMESTAMP_MS",
            "TIMESTAMP_NS",
            "TIMESTAMP WITH TIME ZONE",
            "DATE" ->
            TIME;
        default -> sqlType.startsWith("DECIMAL") ? NUMBER : OTHER;
      };
    }
  }

  /**
   * A column to read.
   *
   * @param name as in the file
   */
  public record Column(String name, ColumnType type) {}

  /**
   * The columns of a file, in file order.
   *
   * @throws IOException if it is not a readable Parquet file
   */
  public Map<String, ColumnType> columns(Path file) throws IOException {
    try (var rows = database.query("DESCRIBE SELECT * FROM " + scan(List.of(file), ""))) {
      var columns = new LinkedHashMap<String, ColumnType>();
      while (rows.next()) {
        columns.put(rows.getString(1), ColumnType.of(rows.getString(2)));
      }
      return Collections.unmodifiableMap(columns);
    } catch (SQLException e) {
      throw DuckDatabase.failure("Not a readable Parquet file", e);
    }
  }

  /**
   * Reads every page of some columns once, to find out whether all of the file can be read.
   *
   * @throws IOException if it cannot
   */
  public void verify(Path file, Collection<String> columns) throws IOException {
    String hashes =
        columns.stream()
            .map(column -> "max(hash(" + DuckDatabase.named(column) + "))")
            .collect(Collectors.joining(", "));
    try (var rows = database.query("SELECT " + hashes + " FROM " + scan(List.of(file), ""))) {
      rows.next();
    } catch (SQLException e) {
      throw DuckDatabase.failure("Not a readable Parquet file", e);
    }
  }

  /** How many rows the files hold, from their footers. */
  public long count(List<Path> files) throws IOException {
    try (var rows = database.query("SELECT count(*) FROM " + scan(files, ", union_by_name=true"))) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw DuckDatabase.failure("Not readable Parquet files", e);
    }
  }

  /** Whether a file with these columns is the data of a record that Chiasm wrote. */
  public static boolean isRecord(Map<String, ColumnType> columns) {
    return columns.keySet().containsAll(RecordLayout.WRITTEN);
  }

  /**
   * Hands out the facts of record files, in file order.
   *
   * @param files of a record that Chiasm wrote, as {@link #isRecord} says
   * @throws IOException if a file cannot be read, or holds what no record holds
   */
  public void facts(List<Path> files, BiConsumer<SubjectId, ClinicalEvent> sink)
      throws IOException {
    try (var cursor =
        new FactCursor(
            database.query("SELECT " + FactCursor.COLUMNS + " FROM " + scan(files, "")))) {
      while (cursor.next()) {
        sink.accept(new SubjectId(cursor.subject()), cursor.event());
      }
    } catch (SQLException e) {
      throw DuckDatabase.failure("A record file cannot be read", e);
    }
  }

  /**
   * All rows of some files, sorted by the columns in their order, absent values first, then by file
   * and row.
   *
   * @param files all with the {@code present} columns of the same types
   * @param columns what to read; one that is not among {@code present} reads as absent
   * @throws IOException if a file cannot be read
   */
  public ParquetRows sorted(List<Path> files, List<Column> columns, Map<String, ColumnType> present)
      throws IOException {
    var inner = new ArrayList<String>();
    var numbers = new ArrayList<String>();
    var texts = new ArrayList<String>();
    for (int index = 0; index < columns.size(); index++) {
      var column = columns.get(index);
      boolean isText = column.type() == ColumnType.TEXT;
      String expression =
          present.containsKey(column.name())
              ? expression(column)
              : isText ? "CAST(NULL AS VARCHAR)" : "NULL";
      inner.add(expression + " AS c" + index);
      (isText ? texts : numbers).add("c" + index);
    }
    String order =
        IntStream.range(0, columns.size())
            .mapToObj(index -> "c" + index + " NULLS FIRST")
            .collect(Collectors.joining(", "));
    try {
      return new ParquetRows(
          database.query(
              "SELECT "
                  + String.join(", ", numbers)
                  + ", file_index, file_row_number, "
                  + PackedTexts.select(texts)
                  + " FROM (SELECT "
                  + String.join(", ", inner)
                  + ", file_index, file_row_number FROM "
                  + scan(files, ", file_row_number=true")
                  + " ORDER BY "
                  + order
                  + ", file_index, file_row_number)"),
          columns);
    } catch (SQLException e) {
      throw DuckDatabase.failure("A Parquet file cannot be read", e);
    }
  }

  private static String expression(Column column) {
    String name = DuckDatabase.named(column.name());
    return switch (column.type()) {
      case TIME ->
          "CASE WHEN isfinite("
              + name
              + ") THEN epoch_us("
              + name
              + ") WHEN "
              + name
              + " IS NOT NULL THEN "
              + Long.MAX_VALUE
              + " END";
      case INTEGER -> "TRY_CAST(" + name + " AS BIGINT)";
      case NUMBER, TEXT, OTHER -> name;
    };
  }

  private static String scan(List<Path> files, String options) {
    return files.stream()
        .map(DuckDatabase::quoted)
        .collect(Collectors.joining(", ", "read_parquet([", "]" + options + ")"));
  }

  @Override
  public void close() throws IOException {
    try {
      database.close();
    } finally {
      Folders.delete(spill);
    }
  }
}
