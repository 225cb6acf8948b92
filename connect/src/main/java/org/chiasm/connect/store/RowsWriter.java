package org.chiasm.connect.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chiasm.RecordPrecision;
import org.chiasm.row.LabelledRow;
import org.chiasm.study.StudyDefinition;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows to {@code rows.parquet}, and to {@code rows.csv} where asked, in the order in which
 * they come. The same rows give the same bytes. Files appear, or replace older ones, only on {@link
 * #finish}. Memory does not grow with the number of rows; not safe for use by several threads.
 */
public final class RowsWriter implements AutoCloseable {
  private static final String CSV_NAME = "rows.csv";

  private final RowLayout layout;
  private final Path parquet;
  private final @Nullable Path csv;
  private final Path work;
  private final DuckDatabase database;
  private final DuckDBAppender out;
  private final @Nullable BufferedWriter csvOut;
  private boolean open = true;

  private RowsWriter(RowLayout layout, Path parquet, @Nullable Path csv, Path work)
      throws IOException {
    this.layout = layout;
    this.parquet = parquet;
    this.csv = csv;
    this.work = work;
    this.database = DuckDatabase.onDisk(work);
    var types = layout.types();
    database.execute(
        IntStream.range(0, types.size())
            .mapToObj(index -> "c" + index + " " + types.get(index))
            .collect(Collectors.joining(", ", "CREATE TABLE line (", ")")));
    this.out = database.appender("line");
    if (csv == null) {
      this.csvOut = null;
    } else {
      this.csvOut = Files.newBufferedWriter(work.resolve(CSV_NAME), UTF_8);
      CsvLine.write(csvOut, layout.columns());
    }
  }

  /**
   * Begins to write rows of a study.
   *
   * @throws IllegalArgumentException if two columns would have the same name
   */
  public static RowsWriter open(Path parquet, StudyDefinition study) throws IOException {
    return begin(parquet, null, study);
  }

  /**
   * Begins to write rows of a study, to a second file too.
   *
   * @throws IllegalArgumentException if two columns would have the same name
   */
  public static RowsWriter openWithCsv(Path parquet, Path csv, StudyDefinition study)
      throws IOException {
    return begin(parquet, csv.toAbsolutePath().normalize(), study);
  }

  private static RowsWriter begin(Path parquet, @Nullable Path csv, StudyDefinition study)
      throws IOException {
    var layout = new RowLayout(study);
    Path place = parquet.toAbsolutePath().normalize();
    Path parent = place.getParent();
    if (parent == null) {
      throw new IOException("Rows need a file in a folder, got " + parquet);
    }
    Files.createDirectories(parent);
    Path work = Files.createTempDirectory(parent, "." + place.getFileName() + ".building");
    try {
      return new RowsWriter(layout, place, csv, work);
    } catch (IOException e) {
      Folders.delete(work);
      throw e;
    }
  }

  /**
   * Adds one row.
   *
   * @throws IllegalArgumentException if its inputs or the kinds of their values are not those of
   *     the study
   */
  public void write(LabelledRow row) throws IOException {
    var cells = RowCells.of(row, layout);
    try {
      out.beginRow();
      for (var cell : cells) {
        append(cell);
      }
      out.endRow();
    } catch (SQLException e) {
      throw DuckDatabase.failure("A row could not be written", e);
    }
    if (csvOut != null) {
      CsvLine.write(csvOut, cells);
    }
  }

  private void append(@Nullable Object cell) throws SQLException {
    switch (cell) {
      case null -> out.appendNull();
      case Long number -> out.append(number.longValue());
      case Double number -> out.append(number.doubleValue());
      case Instant instant -> out.appendEpochMicros(RecordPrecision.epochMicros(instant));
      default -> out.append(cell.toString());
    }
  }

  /** Puts the files in their places. */
  public void finish() throws IOException {
    closeOutputs();
    List<String> columns = layout.columns();
    String selected =
        IntStream.range(0, columns.size())
            .mapToObj(index -> "c" + index + " AS " + DuckDatabase.named(columns.get(index)))
            .collect(Collectors.joining(", "));
    Path written = work.resolve("rows.parquet");
    database.execute(
        "COPY (SELECT "
            + selected
            + " FROM line) TO "
            + DuckDatabase.quoted(written)
            + " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)");
    Files.move(written, parquet, REPLACE_EXISTING);
    if (csv != null) {
      Files.createDirectories(csv.resolveSibling("."));
      Files.move(work.resolve(CSV_NAME), csv, REPLACE_EXISTING);
    }
  }

  private void closeOutputs() throws IOException {
    if (open) {
      open = false;
      try {
        out.close();
      } catch (SQLException e) {
        throw DuckDatabase.failure("The rows could not be written", e);
      } finally {
        if (csvOut != null) {
          csvOut.close();
        }
      }
    }
  }

  /** Removes what is not finished. */
  @Override
  public void close() throws IOException {
    try (database) {
      closeOutputs();
    } finally {
      Folders.delete(work);
    }
  }
}
