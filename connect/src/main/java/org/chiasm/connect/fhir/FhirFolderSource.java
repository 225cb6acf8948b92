package org.chiasm.connect.fhir;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.chiasm.SourceItem;
import org.chiasm.connect.ReadProgress;
import org.chiasm.connect.Source;
import org.chiasm.connect.SourceFailedException;
import org.chiasm.connect.fhirjson.ElementReader;
import org.chiasm.connect.fhirjson.FeedFile;
import org.chiasm.study.SiteDefinition;

/**
 * A folder of FHIR R4 files as a feed: Bulk Data NDJSON, Bundles of any type and single resources,
 * plain or gzip (HL7 FHIR R4 2.6, FHIR Bulk Data Access IG).
 *
 * <p>Every resource gives at least one item: registrations and facts, or the reason why there are
 * none. The order of items follows the names of the files and the order within each, never the file
 * system. Memory follows the largest resource (64 MiB of JSON at most) and the number of places,
 * medications and, in one Bundle at a time, patients; not the number of facts. Issues name files,
 * lines and elements, never the content of a resource.
 *
 * <p>Immutable; each call of {@link #read} reads the folder anew, so several threads may read.
 */
public final class FhirFolderSource implements Source {
  private final String feed;
  private final Path root;
  private final SiteDefinition site;
  private final int maxLineBytes;

  /**
   * A folder as a feed.
   *
   * @param feed the feed's name, such as {@code ehr}, which its origins and keys begin with
   * @param root the folder, read with all below it, or one file
   * @param site codes, places, assumed lags, authorities and time zone of the hospital
   */
  public FhirFolderSource(String feed, Path root, SiteDefinition site) {
    this(feed, root, site, ElementReader.MAX_RESOURCE_BYTES);
  }

  FhirFolderSource(String feed, Path root, SiteDefinition site, int maxLineBytes) {
    this.feed = requireNonNull(feed, "feed");
    this.root = requireNonNull(root, "root");
    this.site = requireNonNull(site, "site");
    this.maxLineBytes = maxLineBytes;
  }

  @Override
  public String feed() {
    return feed;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Progress is told in bytes on disk; every file counts twice, because places and medications
   * are looked for before anything is read.
   */
  @Override
  public void read(Consumer<SourceItem> sink, ReadProgress progress) throws SourceFailedException {
    var files = files();
    var bytes = new ByteProgress(files, progress);
    var codes = new CodeReader(site);
    var index = new FeedIndex(codes, maxLineBytes);
    for (var file : files) {
      index.index(file, bytes);
      bytes.finish(file);
    }
    var context = new ResourceContext.Feed(feed, site, codes, index, new LocationKinds(site));
    var reader = new FileReader(new ResourceReader(context, sink), maxLineBytes);
    for (var file : files) {
      reader.read(file, bytes);
      bytes.finish(file);
    }
  }

  private List<FeedFile> files() throws SourceFailedException {
    if (!Files.exists(root)) {
      throw new SourceFailedException(
          "FHIR feed '"
              + feed
              + "': "
              + root
              + " does not exist; give a folder of *.ndjson or *.json");
    }
    try {
      var files = FeedFile.below(root);
      if (files.stream()
          .noneMatch(
              file ->
                  file.format() == FeedFile.Format.NDJSON
                      || file.format() == FeedFile.Format.JSON)) {
        throw new SourceFailedException(
            "FHIR feed '"
                + feed
                + "': no *.ndjson, *.jsonl or *.json (also as .gz) below "
                + root
                + ", which holds "
                + files.size()
                + " other files");
      }
      return files;
    } catch (IOException e) {
      throw new SourceFailedException(
          "FHIR feed '" + feed + "': the folder " + root + " cannot be listed", e);
    }
  }

  /** Bytes read so far over both walks; a file that is left early counts as a whole. */
  private static final class ByteProgress implements LongConsumer {
    private static final long STEP_BYTES = 1 << 20;

    private final ReadProgress progress;
    private final long total;
    private long before;
    private long inFile;
    private long told;

    ByteProgress(List<FeedFile> files, ReadProgress progress) {
      this.progress = progress;
      this.total = 2 * files.stream().mapToLong(FeedFile::bytes).sum();
    }

    @Override
    public void accept(long count) {
      inFile += count;
      if (before + inFile - told >= STEP_BYTES && before + inFile <= total) {
        tell(before + inFile);
      }
    }

    void finish(FeedFile file) {
      before += file.bytes();
      inFile = 0;
      tell(Math.max(before, told));
    }

    private void tell(long done) {
      told = done;
      progress.update(Math.min(done, total), total);
    }
  }
}
