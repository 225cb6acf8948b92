package org.chiasm.connect.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.chiasm.DataIssue;
import org.chiasm.SubjectId;
import org.chiasm.record.Timeline;

/**
 * Reads a record from disk, subject by subject. Memory grows with the largest timeline, not with
 * the number of subjects. Each stream must be closed, and one at a time may be open; not safe for
 * use by several threads.
 */
public final class RecordReader implements AutoCloseable {
  private final Path record;
  private final Path spill;
  private final DuckDatabase database;

  private RecordReader(Path record, Path spill, DuckDatabase database) {
    this.record = record;
    this.spill = spill;
    this.database = database;
  }

  /**
   * Opens a record.
   *
   * @throws IOException if the folder is not a record
   */
  public static RecordReader open(Path record) throws IOException {
    Path place = record.toAbsolutePath().normalize();
    for (String file : List.of(RecordFiles.DATA, RecordFiles.SET_ASIDE, RecordFiles.SUMMARY)) {
      if (!Files.isRegularFile(place.resolve(file))) {
        throw new IOException(
            "Not a record: "
                + place
                + " lacks "
                + file
                + "; make one with 'chiasm ingest' or 'chiasm run'");
      }
    }
    Path spill = Files.createTempDirectory("chiasm-read");
    try {
      return new RecordReader(place, spill, DuckDatabase.inMemory(spill));
    } catch (IOException e) {
      Folders.delete(spill);
      throw e;
    }
  }

  /** The account of the ingest that made the record. */
  public RecordSummary summary() throws IOException {
    return SummaryJson.parse(Files.readString(record.resolve(RecordFiles.SUMMARY), UTF_8));
  }

  /** How many subjects have a timeline. */
  public long subjects() throws IOException {
    return summary().subjects();
  }

  /** Every subject's timeline, ascending by subject; to be closed. */
  public Stream<Timeline> timelines() throws IOException {
    return timelines("");
  }

  /** One subject's timeline, empty where the record does not know the subject. */
  public Timeline timeline(SubjectId subject) throws IOException {
    try (var found = timelines(" WHERE subject_id = " + subject.value())) {
      return found.findFirst().orElseGet(() -> new Timeline(subject, List.of()));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** What was set aside at ingest, sorted by feed and position; to be closed. */
  public Stream<DataIssue> setAside() throws IOException {
    return issues(RecordFiles.SET_ASIDE);
  }

  /** Why identifiers are quarantined, one for each, sorted by feed and position; to be closed. */
  public Stream<DataIssue> identityConflicts() throws IOException {
    return issues(RecordFiles.CONFLICTS);
  }

  private Stream<Timeline> timelines(String where) throws IOException {
    try {
      var cursor =
          new FactCursor(
              database.query(
                  "SELECT " + FactCursor.COLUMNS + " FROM " + file(RecordFiles.DATA) + where));
      return StreamSupport.stream(new TimelineSpliterator(cursor), false)
          .onClose(() -> close(cursor));
    } catch (SQLException e) {
      throw DuckDatabase.failure("The record in " + record + " cannot be read", e);
    }
  }

  private Stream<DataIssue> issues(String name) throws IOException {
    try {
      var rows = database.query("SELECT kind, feed, position, detail FROM " + file(name));
      var lines =
          new Spliterators.AbstractSpliterator<DataIssue>(
              Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL) {
            @Override
            public boolean tryAdvance(Consumer<? super DataIssue> action) {
              try {
                if (!rows.next()) {
                  return false;
                }
                action.accept(
                    new DataIssue(
                        DataIssue.Kind.valueOf(rows.getString(1)),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getString(4)));
                return true;
              } catch (SQLException e) {
                throw new UncheckedIOException(
                    DuckDatabase.failure("The record cannot be read", e));
              }
            }
          };
      return StreamSupport.stream(lines, false).onClose(() -> close(rows));
    } catch (SQLException e) {
      throw DuckDatabase.failure("The record in " + record + " cannot be read", e);
    }
  }

  private String file(String name) {
    return "read_parquet(" + DuckDatabase.quoted(record.resolve(name)) + ")";
  }

  private static void close(AutoCloseable open) {
    try {
      open.close();
    } catch (Exception e) {
      throw new UncheckedIOException(new IOException("The record could not be closed", e));
    }
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
