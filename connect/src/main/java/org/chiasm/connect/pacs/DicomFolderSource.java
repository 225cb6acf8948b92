package org.chiasm.connect.pacs;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.chiasm.DataIssue;
import org.chiasm.FactKind;
import org.chiasm.SourceItem;
import org.chiasm.connect.ReadProgress;
import org.chiasm.connect.Source;
import org.chiasm.connect.SourceFailedException;
import org.chiasm.connect.dicom.DicomFormatException;
import org.chiasm.connect.dicom.DicomReader;
import org.chiasm.study.SiteDefinition;

/**
 * A folder of DICOM files as a feed: what a PACS exports, or a medium with its DICOMDIR (PS3.10).
 * Every file below it is one image or waveform, or is set aside with the reason; names and
 * extensions do not matter. Only headers are read, in the order of paths.
 *
 * <p>Instances of one patient repeat their registration only where it differs, as long as fewer
 * than some thousand others came between. A folder in which no file is DICOM is read to the end:
 * everything is set aside.
 */
public final class DicomFolderSource implements Source {
  private static final int REMEMBERED_REGISTRATIONS = 4096;

  private final String feed;
  private final Path root;
  private final InstanceFacts facts;
  private final DicomReader reader = DicomReader.standard();

  /**
   * A feed.
   *
   * @param feed its name in the site file or on the command line, such as {@code pacs}
   */
  public DicomFolderSource(String feed, Path root, SiteDefinition site) {
    this.feed = requireNonNull(feed, "feed");
    this.root = requireNonNull(root, "root");
    this.facts = new InstanceFacts(feed, site);
  }

  @Override
  public String feed() {
    return feed;
  }

  /** Reads every header; memory grows by some 32 bytes a file. */
  @Override
  public void read(Consumer<SourceItem> sink, ReadProgress progress) throws SourceFailedException {
    if (!Files.isDirectory(root)) {
      throw new SourceFailedException(
          "Feed '" + feed + "': " + root + " is not a folder. Name the folder of the DICOM files.");
    }
    try {
      var count = new Count();
      new FolderWalk(root, count).walk();
      if (count.files == 0) {
        throw new SourceFailedException(
            "Feed '" + feed + "': " + root + " holds no file. Name the folder of the DICOM files.");
      }
      progress.update(0, count.files);
      var reading = new Reading(sink, progress, count.files);
      new FolderWalk(root, reading).walk();
      reading.instances.finish();
    } catch (IOException e) {
      throw new SourceFailedException("Feed '" + feed + "': " + root + " cannot be listed", e);
    }
  }

  private static final class Count implements FolderWalk.Visitor {
    private long files;

    @Override
    public void file(Path file, String reference) {
      files++;
    }

    @Override
    public void unreadable(String reference, String reason) {
      files++;
    }
  }

  private final class Reading implements FolderWalk.Visitor {
    private final Consumer<SourceItem> sink;
    private final ReadProgress progress;
    private final long total;
    private final DistinctInstances instances;
    private final Map<RegistrationContent, Boolean> registered =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<RegistrationContent, Boolean> eldest) {
            return size() > REMEMBERED_REGISTRATIONS;
          }
        };
    private long done;

    Reading(Consumer<SourceItem> sink, ReadProgress progress, long total) {
      this.sink = sink;
      this.progress = progress;
      this.total = total;
      this.instances = new DistinctInstances(feed, sink);
    }

    @Override
    public void file(Path file, String reference) {
      String name = file.getFileName().toString();
      if (isJunk(reference)) {
        setAside(DataIssue.Kind.UNSUPPORTED, reference, "A hidden file of an operating system");
      } else if (name.toUpperCase(Locale.ROOT).equals("DICOMDIR")) {
        setAside(
            DataIssue.Kind.UNSUPPORTED,
            reference,
            "DICOMDIR: an index of other files, which are read themselves");
      } else {
        readFile(file, reference);
      }
      step();
    }

    @Override
    public void unreadable(String reference, String reason) {
      setAside(DataIssue.Kind.UNREADABLE, reference, "Cannot be read: " + reason);
      step();
    }

    private void readFile(Path file, String reference) {
      try {
        var header = reader.readHeader(file);
        boolean hasPixels = header.dataset().pixelData().isPresent();
        for (var item : facts.of(header, reference)) {
          emit(item, reference, hasPixels);
        }
      } catch (DicomFormatException e) {
        setAside(e.kind(), reference + "@" + e.offset(), requireNonNull(e.getMessage()));
      } catch (IOException e) {
        setAside(
            DataIssue.Kind.UNREADABLE, reference, "Cannot be read: " + InstanceFacts.reason(e));
      }
    }

    private void emit(SourceItem item, String reference, boolean hasPixels) {
      switch (item) {
        case SourceItem.Registration registration -> {
          if (registered.put(RegistrationContent.of(registration), true) == null) {
            sink.accept(registration);
          }
        }
        case SourceItem.Fact fact ->
            instances.accept(fact, reference, !hasPixels && fact.event().kind() == FactKind.IMAGE);
        case SourceItem.SetAside setAside -> sink.accept(setAside);
      }
    }

    private void setAside(DataIssue.Kind kind, String position, String detail) {
      sink.accept(new SourceItem.SetAside(new DataIssue(kind, feed, position, detail)));
    }

    private void step() {
      progress.update(++done, total);
    }

    private static boolean isJunk(String reference) {
      for (String part : reference.split("/", -1)) {
        if (part.startsWith(".") || part.equals("__MACOSX")) {
          return true;
        }
      }
      return reference.endsWith("Thumbs.db") || reference.endsWith("desktop.ini");
    }
  }
}
