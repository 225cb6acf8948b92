package org.chiasm.connect.meds;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.chiasm.AssigningAuthority;
import org.chiasm.ClinicalEvent;
import org.chiasm.DataIssue;
import org.chiasm.Origin;
import org.chiasm.PatientIdentifier;
import org.chiasm.SourceItem;
import org.chiasm.connect.ReadProgress;
import org.chiasm.connect.Source;
import org.chiasm.connect.SourceFailedException;
import org.chiasm.connect.store.ParquetFiles;
import org.chiasm.connect.store.ParquetFiles.ColumnType;
import org.chiasm.connect.store.ParquetRows;
import org.chiasm.identity.IdentityResolver;
import org.chiasm.study.SiteDefinition;

/**
 * A data set in MEDS layout (Medical Event Data Standard 0.3 and 0.4): Parquet files with columns
 * {@code subject_id}, {@code time}, {@code code}, and where they are there {@code numeric_value},
 * {@code text_value}, {@code unit}, {@code available_time}. Times without zone are UTC. Rows need
 * not be sorted; sorting takes disk, not memory. The data of a record that Chiasm wrote comes back
 * fact for fact.
 */
public final class MedsSource implements Source {
  private static final long PROGRESS_STEP = 50_000;

  private final String feed;
  private final Path location;
  private final SiteDefinition site;

  /**
   * A feed over a data set.
   *
   * @param location the data set's folder, whose {@code data} folder is read if it has one, or a
   *     single Parquet file
   */
  public MedsSource(String feed, Path location, SiteDefinition site) {
    this.feed = requireNonNull(feed, "feed");
    this.location = requireNonNull(location, "location");
    this.site = requireNonNull(site, "site");
  }

  @Override
  public String feed() {
    return feed;
  }

  @Override
  public void read(Consumer<SourceItem> sink, ReadProgress progress) throws SourceFailedException {
    try (var parquet = new ParquetFiles()) {
      var groups = usable(parquet, sink);
      long total = 0;
      for (var group : groups.entrySet()) {
        total += parquet.count(group.getValue());
      }
      long done = 0;
      for (var group : groups.entrySet()) {
        done =
            ParquetFiles.isRecord(group.getKey())
                ? readRecord(parquet, group.getValue(), sink, progress, done, total)
                : read(parquet, group.getValue(), group.getKey(), sink, progress, done, total);
      }
      progress.update(total, total);
    } catch (IOException e) {
      throw new SourceFailedException(
          "The MEDS data set of feed '" + feed + "' cannot be read: " + e.getMessage(), e);
    }
  }

  private long read(
      ParquetFiles parquet,
      List<Path> files,
      Map<String, ColumnType> present,
      Consumer<SourceItem> sink,
      ReadProgress progress,
      long before,
      long total)
      throws IOException {
    var columns = MedsColumn.all(present);
    var names = files.stream().map(this::name).toList();
    long done = before;
    try (ParquetRows rows = parquet.sorted(files, columns, present)) {
      var reader = new MedsRowReader(feed, site, rows, names);
      while (rows.next()) {
        sink.accept(reader.item());
        if (++done % PROGRESS_STEP == 0) {
          progress.update(done, total);
        }
      }
    }
    return done;
  }

  /** Facts that Chiasm wrote come back as they were, but for the feed they come from. */
  private long readRecord(
      ParquetFiles parquet,
      List<Path> files,
      Consumer<SourceItem> sink,
      ReadProgress progress,
      long before,
      long total)
      throws IOException {
    var authority = new AssigningAuthority(IdentityResolver.MEDS_AUTHORITY + feed);
    long[] done = {before};
    parquet.facts(
        files,
        (subject, event) -> {
          var patient = new PatientIdentifier(authority, subject.toString());
          var origin = new Origin(feed, event.origin().reference());
          sink.accept(
              new SourceItem.Fact(
                  patient,
                  new ClinicalEvent(
                      event.key(),
                      event.kind(),
                      event.code(),
                      event.effective(),
                      event.available(),
                      event.boundary(),
                      event.value(),
                      event.status(),
                      origin)));
          if (++done[0] % PROGRESS_STEP == 0) {
            progress.update(done[0], total);
          }
        });
    return done[0];
  }

  /** The files that can be read, together where their columns are alike. */
  private Map<Map<String, ColumnType>, List<Path>> usable(
      ParquetFiles parquet, Consumer<SourceItem> sink) throws SourceFailedException, IOException {
    var groups = new LinkedHashMap<Map<String, ColumnType>, List<Path>>();
    var problems = new ArrayList<DataIssue>();
    for (Path file : files()) {
      try {
        var present = parquet.columns(file);
        var lacking = MedsColumn.lacking(present);
        if (!lacking.isEmpty()) {
          problems.add(issue(DataIssue.Kind.UNSUPPORTED, file, lacking));
          continue;
        }
        var read = ParquetFiles.isRecord(present) ? present : MedsColumn.only(present);
        parquet.verify(file, read.keySet());
        groups.computeIfAbsent(read, _ -> new ArrayList<>()).add(file);
      } catch (IOException _) {
        problems.add(
            issue(DataIssue.Kind.UNREADABLE, file, "Not a whole Parquet file, or a damaged one"));
      }
    }
    if (groups.isEmpty()) {
      throw new SourceFailedException(
          "Feed '"
              + feed
              + "' has no readable MEDS file in "
              + location
              + ": "
              + problems.stream()
                  .limit(3)
                  .map(problem -> problem.position() + ": " + problem.detail())
                  .collect(Collectors.joining("; ")));
    }
    problems.forEach(problem -> sink.accept(new SourceItem.SetAside(problem)));
    return groups;
  }

  private List<Path> files() throws SourceFailedException, IOException {
    if (Files.isRegularFile(location)) {
      return List.of(location);
    }
    if (!Files.isDirectory(location)) {
      throw new SourceFailedException(
          "Feed '"
              + feed
              + "': there is no file or folder "
              + location
              + "; give a folder with data/*.parquet or one Parquet file");
    }
    Path data = location.resolve("data");
    Path root = Files.isDirectory(data) ? data : location;
    List<Path> files;
    try (var walk = Files.walk(root)) {
      files =
          walk.filter(Files::isRegularFile)
              .filter(file -> file.getFileName().toString().endsWith(".parquet"))
              .sorted((one, other) -> name(one).compareTo(name(other)))
              .toList();
    }
    if (files.isEmpty()) {
      throw new SourceFailedException(
          "Feed '"
              + feed
              + "': the folder "
              + root
              + " holds no file that ends in .parquet; a MEDS data set keeps them in data/");
    }
    return files;
  }

  private DataIssue issue(DataIssue.Kind kind, Path file, String detail) {
    return new DataIssue(kind, feed, name(file), detail);
  }

  private String name(Path file) {
    return file.equals(location)
        ? file.getFileName().toString()
        : location.relativize(file).toString().replace('\\', '/');
  }
}
