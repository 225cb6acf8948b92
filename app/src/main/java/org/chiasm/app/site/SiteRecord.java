package org.chiasm.app.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.chiasm.app.files.FeedFolder;
import org.chiasm.app.files.OutputFolder;
import org.chiasm.app.files.StageProgress;
import org.chiasm.app.files.StudyFiles;
import org.chiasm.app.files.WorkFolder;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.app.pipeline.IngestStage;
import org.chiasm.app.pipeline.SiteProfileStage;
import org.chiasm.connect.SourceFailedException;
import org.chiasm.connect.store.RecordReader;
import org.chiasm.lab.site.LocalCode;
import org.chiasm.lab.site.LocalCodes;
import org.chiasm.lab.site.SiteProfile;

/**
 * The record of a site, made from feeds for the time of one command or made before by {@code chiasm
 * ingest}.
 */
public final class SiteRecord implements AutoCloseable {
  private final StudyFiles files;
  private final WorkFolder work;
  private final OutputFolder folder;

  private SiteRecord(StudyFiles files, WorkFolder work) {
    this.files = files;
    this.work = work;
    this.folder = work.folder();
  }

  /**
   * Opens the record of a folder, or makes a temporary one.
   *
   * @throws WrongUseException if there is neither a feed nor a record
   */
  public static SiteRecord open(
      StudyFiles files, List<FeedFolder> feeds, Optional<Path> out, StageProgress progress)
      throws IOException, SourceFailedException, WrongUseException {
    if (feeds.isEmpty() && out.isEmpty()) {
      throw new WrongUseException(
          "no data given: name a feed such as --ehr DIR, or --out DIR of a chiasm ingest");
    }
    var work = out.isPresent() ? WorkFolder.kept(out.get()) : WorkFolder.temporary();
    var record = new SiteRecord(files, work);
    try {
      if (!feeds.isEmpty()) {
        IngestStage.run(files, feeds, record.folder, progress);
      }
      if (!Files.isDirectory(record.folder.record())) {
        throw new WrongUseException(
            "no record at " + record.folder.record() + "; run chiasm ingest with the same --out");
      }
      return record;
    } catch (IOException | SourceFailedException | WrongUseException e) {
      record.close();
      throw e;
    }
  }

  /** How the study's measured values look here. */
  public SiteProfile profile() throws IOException {
    return SiteProfileStage.of(files, folder);
  }

  /** The local codes that nothing explains yet. */
  public List<LocalCode> localCodes() throws IOException {
    var codes = new LocalCodes(files.site());
    try (var record = RecordReader.open(folder.record());
        var timelines = record.timelines()) {
      timelines.forEach(timeline -> codes.add(timeline.events()));
    }
    return codes.codes();
  }

  @Override
  public void close() throws IOException {
    work.close();
  }
}
