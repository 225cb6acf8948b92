package org.chiasm.connect.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.chiasm.row.LabelledRow;
import org.chiasm.study.StudyDefinition;

/**
 * Reads {@code rows.parquet} back into rows equal to those written. Each stream must be closed, and
 * one at a time may be open; not safe for use by several threads.
 */
public final class RowsReader implements AutoCloseable {
  private final RowLayout layout;
  private final Path parquet;
  private final Path spill;
  private final DuckDatabase database;

  private RowsReader(RowLayout layout, Path parquet, Path spill) throws IOException {
    this.layout = layout;
    this.parquet = parquet;
    this.spill = spill;
    this.database = DuckDatabase.inMemory(spill);
  }

  /**
   * Opens rows of a study.
   *
   * @throws IOException if there is no such file, or its columns are not those of the study
   */
  public static RowsReader open(Path parquet, StudyDefinition study) throws IOException {
    Path place = parquet.toAbsolutePath().normalize();
    if (!Files.isRegularFile(place)) {
      throw new IOException("There are no rows at " + place + "; make them with 'chiasm rows'");
    }
    Path spill = Files.createTempDirectory("chiasm-rows");
    RowsReader reader;
    try {
      reader = new RowsReader(new RowLayout(study), place, spill);
    } catch (IOException e) {
      Folders.delete(spill);
      throw e;
    }
    try {
      reader.requireColumns(study.name());
      return reader;
    } catch (IOException e) {
      reader.close();
      throw e;
    }
  }

  private void requireColumns(String study) throws IOException {
    var found = new ArrayList<String>();
    try (var rows = database.query("DESCRIBE SELECT * FROM " + table())) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    } catch (SQLException e) {
      throw DuckDatabase.failure("Not a readable Parquet file: " + parquet, e);
    }
    if (!found.equals(layout.columns())) {
      var lacking = new ArrayList<>(layout.columns());
      lacking.removeAll(found);
      var further = new ArrayList<>(found);
      further.removeAll(layout.columns());
      throw new IOException(
          "The rows in "
              + parquet
              + " are not those of study '"
              + study
              + "': columns that lack "
              + lacking
              + ", columns too many "
              + further
              + (lacking.isEmpty() && further.isEmpty() ? ", and the order differs" : ""));
    }
  }

  /** Every row, in file order; to be closed. */
  public Stream<LabelledRow> rows() throws IOException {
    try {
      var cursor = new RowCursor(layout, database.query(RowCursor.query(layout, table())));
      var lines =
          new Spliterators.AbstractSpliterator<LabelledRow>(
              Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL) {
            @Override
            public boolean tryAdvance(Consumer<? super LabelledRow> action) {
              try {
                if (!cursor.next()) {
                  return false;
                }
                action.accept(cursor.row());
                return true;
              } catch (SQLException e) {
                throw new UncheckedIOException(DuckDatabase.failure("The rows cannot be read", e));
              }
            }
          };
      return StreamSupport.stream(lines, false).onClose(cursor::close);
    } catch (SQLException e) {
      throw DuckDatabase.failure("The rows in " + parquet + " cannot be read", e);
    }
  }

  private String table() {
    return "read_parquet(" + DuckDatabase.quoted(parquet) + ")";
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
