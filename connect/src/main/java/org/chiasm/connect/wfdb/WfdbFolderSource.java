package org.chiasm.connect.wfdb;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.chiasm.DataIssue;
import org.chiasm.SourceItem;
import org.chiasm.connect.ReadProgress;
import org.chiasm.connect.Source;
import org.chiasm.connect.SourceFailedException;
import org.chiasm.study.SiteDefinition;

/**
 * A folder of WFDB records as a feed: each record whose header names a patient and a time becomes a
 * fact, every other one is set aside with what is missing. Segments of a multi-segment record are
 * parts of it and not records of their own.
 */
public final class WfdbFolderSource implements Source {
  private static final String HEADER = ".hea";

  private final String feed;
  private final Path root;
  private final RecordFacts facts;

  /**
   * A feed.
   *
   * @param feed its name
   * @param root the folder; it and everything below it is read, symbolic links are not followed
   * @param site gives the time zone, the lag of waveforms, and the authority an issuer (or the
   *     feed's name, where a header names none) stands for
   */
  public WfdbFolderSource(String feed, Path root, SiteDefinition site) {
    this.feed = requireNonNull(feed, "feed");
    this.root = requireNonNull(root, "root").toAbsolutePath().normalize();
    this.facts = new RecordFacts(feed, site);
  }

  @Override
  public String feed() {
    return feed;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Cost: every signal file is read once from beginning to end; memory is that of the first ten
   * minutes of the longest recording.
   */
  @Override
  public void read(Consumer<SourceItem> sink, ReadProgress progress) throws SourceFailedException {
    var headers = new ArrayList<>(headers());
    var parts = new HashSet<String>();
    var unreadable = new TreeMap<String, DataIssue>();
    for (String reference : headers) {
      try {
        parts.addAll(segmentsOf(reference));
      } catch (WfdbException e) {
        unreadable.put(reference, issue(reference, e));
      }
    }
    headers.removeIf(reference -> parts.contains(reference));
    long done = 0;
    for (String reference : headers) {
      var issue = unreadable.get(reference);
      if (issue != null) {
        sink.accept(new SourceItem.SetAside(issue));
      } else {
        try {
          facts.of(reference, WfdbRecording.header(file(reference)), file(reference)).forEach(sink);
        } catch (WfdbException e) {
          sink.accept(new SourceItem.SetAside(issue(reference, e)));
        }
      }
      progress.update(++done, headers.size());
    }
  }

  private List<String> headers() throws SourceFailedException {
    if (!Files.isDirectory(root)) {
      throw new SourceFailedException(
          "Feed '" + feed + "': " + root + " is not a folder; name the folder of WFDB records");
    }
    try (Stream<Path> files = Files.walk(root)) {
      var references =
          files
              .filter(file -> file.getFileName().toString().endsWith(HEADER))
              .filter(Files::isRegularFile)
              .map(this::reference)
              .sorted()
              .toList();
      if (references.isEmpty()) {
        throw new SourceFailedException(
            "Feed '" + feed + "': " + root + " holds no WFDB header (*.hea)");
      }
      return references;
    } catch (IOException | UncheckedIOException e) {
      throw new SourceFailedException("Feed '" + feed + "': " + root + " cannot be walked", e);
    }
  }

  private Set<String> segmentsOf(String reference) throws WfdbException {
    var header = WfdbRecording.header(file(reference));
    String folder = reference.substring(0, reference.lastIndexOf('/') + 1);
    var parts = new HashSet<String>();
    for (var segment : header.segments()) {
      if (!segment.isGap()) {
        parts.add(folder + segment.recordName());
      }
    }
    return parts;
  }

  private DataIssue issue(String reference, WfdbException e) {
    return new DataIssue(e.kind(), feed, reference + HEADER, String.valueOf(e.getMessage()));
  }

  private Path file(String reference) {
    return root.resolve(reference + HEADER);
  }

  private String reference(Path file) {
    var names = new ArrayList<String>();
    root.relativize(file).forEach(name -> names.add(name.toString()));
    String path = String.join("/", names);
    return path.substring(0, path.length() - HEADER.length());
  }
}
