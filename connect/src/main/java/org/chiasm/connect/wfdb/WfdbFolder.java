package org.chiasm.connect.wfdb;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chiasm.DataIssue;
import org.chiasm.SourceItem;
import org.chiasm.study.SiteDefinition;

/**
 * The WFDB records below a folder: each whose header names a patient and a time becomes a fact,
 * every other one is set aside with what is missing. Segments of a multi-segment record are parts
 * of it and not records of their own. Belongs to one thread.
 */
public final class WfdbFolder {
  private static final String HEADER = ".hea";

  private final String feed;
  private final Path root;
  private final RecordFacts facts;
  private final Map<String, WfdbException> unreadable = new HashMap<>();
  private final Set<String> segments = new HashSet<>();
  private final Set<String> signalFiles = new HashSet<>();
  private final Set<String> references = new HashSet<>();

  /**
   * The records of these headers.
   *
   * @param feed the feed's name
   * @param root the folder
   * @param headers their paths below the root with {@code /}; all of them, because one may be a
   *     segment of another
   */
  public WfdbFolder(String feed, Path root, SiteDefinition site, Collection<String> headers) {
    this.feed = requireNonNull(feed, "feed");
    this.root = requireNonNull(root, "root");
    this.facts = new RecordFacts(feed, site);
    for (String header : headers) {
      String reference = header.substring(0, header.length() - HEADER.length());
      references.add(reference);
      try {
        index(reference);
      } catch (WfdbException e) {
        unreadable.put(reference, e);
      }
    }
  }

  /** Whether a file is a header by its name, as WFDB has it. */
  public static boolean isHeader(String path) {
    return path.endsWith(HEADER);
  }

  private void index(String reference) throws WfdbException {
    var header = WfdbRecording.header(root.resolve(reference + HEADER));
    String folder = reference.substring(0, reference.lastIndexOf('/') + 1);
    for (var segment : header.segments()) {
      if (!segment.isGap()) {
        segments.add(folder + segment.recordName());
      }
    }
    header.signals().forEach(signal -> signalFiles.add(folder + signal.fileName()));
  }

  /** Whether a header names a file as a signal file of its record. */
  public boolean isSignalFile(String path) {
    return signalFiles.contains(path);
  }

  /** Whether a file bears the name of a record with another extension, as annotations do. */
  public boolean isBesideHeader(String path) {
    int dot = path.lastIndexOf('.');
    return dot > 0 && references.contains(path.substring(0, dot));
  }

  /**
   * The items of a record; none for a segment.
   *
   * @param header its path below the root
   */
  public List<SourceItem> items(String header) {
    String reference = header.substring(0, header.length() - HEADER.length());
    if (segments.contains(reference)) {
      return List.of();
    }
    var items = new ArrayList<SourceItem>();
    try {
      var problem = unreadable.get(reference);
      if (problem != null) {
        throw problem;
      }
      Path file = root.resolve(header);
      items.addAll(facts.of(reference, WfdbRecording.header(file), file));
    } catch (WfdbException e) {
      items.add(
          new SourceItem.SetAside(
              new DataIssue(e.kind(), feed, header, String.valueOf(e.getMessage()))));
    }
    return items;
  }
}
