package org.chiasm.connect.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.chiasm.SourceItem;
import org.chiasm.connect.ReadProgress;
import org.chiasm.connect.Source;
import org.chiasm.connect.SourceFailedException;

/**
 * Builds a record on disk from everything that sources hand out: stages it, resolves the
 * identities, and writes the facts sorted by subject and time.
 *
 * <p>The record depends on the set of items only: neither their order, nor the machine's zone,
 * locale or number of cores changes a byte. An existing record is replaced once the new one is
 * whole, never before; closing without {@link #finish} leaves it as it was. Facts are staged on
 * disk; memory grows with the number of distinct patient identifiers only. Not safe for use by
 * several threads.
 */
public final class RecordBuilder implements Consumer<SourceItem>, AutoCloseable {
  private final Path place;
  private final Path work;
  private final DuckDatabase database;
  private final Staging staging;
  private boolean stagingOpen = true;

  private RecordBuilder(Path place, Path work) throws IOException {
    this.place = place;
    this.work = work;
    this.database = DuckDatabase.onDisk(work);
    this.staging = new Staging(database);
  }

  /**
   * Begins a record.
   *
   * @param record the folder to make; it may be absent, empty, or an older record
   * @throws IOException if the folder holds something else or cannot be written
   */
  public static RecordBuilder into(Path record) throws IOException {
    Path place = record.toAbsolutePath().normalize();
    requireReplaceable(place);
    Path parent = place.getParent();
    if (parent == null) {
      throw new IOException("A record cannot be a root folder: " + place);
    }
    Files.createDirectories(parent);
    Path work = Files.createTempDirectory(parent, "." + place.getFileName() + ".building");
    try {
      return new RecordBuilder(place, work);
    } catch (IOException e) {
      Folders.delete(work);
      throw e;
    }
  }

  /**
   * Reads the sources one after another into a record.
   *
   * @param record the folder to make; it may be absent, empty, or an older record
   * @throws SourceFailedException if a source fails as a whole; an older record stays as it was
   * @throws IOException if the record cannot be written
   */
  public static RecordSummary ingest(
      Path record, List<? extends Source> sources, ReadProgress progress)
      throws SourceFailedException, IOException {
    try (var builder = into(record)) {
      for (var source : sources) {
        source.read(builder, progress);
      }
      return builder.finish();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Takes in one item.
   *
   * @throws UncheckedIOException if it cannot be staged, such as on a full disk
   */
  @Override
  public void accept(SourceItem item) {
    try {
      staging.add(item);
    } catch (SQLException e) {
      throw new UncheckedIOException(DuckDatabase.failure("An item could not be staged", e));
    }
  }

  /**
   * Links, sorts and writes what was taken in, and puts the record in its place.
   *
   * @throws IOException if the record cannot be written; an older record stays as it was
   */
  public RecordSummary finish() throws IOException {
    closeStaging();
    Path finished = Files.createDirectories(work.resolve("record"));
    RecordSummary summary;
    try {
      summary = new RecordFiles(database, finished).write(staging, staging.resolver().resolve());
    } catch (SQLException e) {
      throw DuckDatabase.failure("The record could not be written to " + place, e);
    }
    Folders.replace(place, finished);
    return summary;
  }

  /** Removes the staged facts. */
  @Override
  public void close() throws IOException {
    try (database) {
      closeStaging();
    } finally {
      Folders.delete(work);
    }
  }

  private void closeStaging() throws IOException {
    if (stagingOpen) {
      stagingOpen = false;
      staging.close();
    }
  }

  private static void requireReplaceable(Path place) throws IOException {
    if (!Files.exists(place)) {
      return;
    }
    if (!Files.isDirectory(place)) {
      throw new IOException("A record is a folder, but " + place + " is a file");
    }
    try (var entries = Files.list(place)) {
      boolean isRecord = Files.exists(place.resolve(RecordFiles.DATASET));
      if (!isRecord && entries.findAny().isPresent()) {
        throw new IOException(
            "The folder "
                + place
                + " is neither empty nor a record; give another one, or empty it first");
      }
    }
  }
}
