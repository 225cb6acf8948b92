package org.chiasm.connect.ecgfolder;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.chiasm.DataIssue;
import org.chiasm.SourceItem;
import org.chiasm.connect.ReadProgress;
import org.chiasm.connect.Source;
import org.chiasm.connect.SourceFailedException;
import org.chiasm.connect.dicom.DicomFormatException;
import org.chiasm.connect.dicom.DicomReader;
import org.chiasm.connect.ecgfile.EcgRecord;
import org.chiasm.connect.pacs.InstanceFacts;
import org.chiasm.connect.recording.EcgFileException;
import org.chiasm.connect.wfdb.WfdbFolder;
import org.chiasm.study.SiteDefinition;

/**
 * A folder of electrocardiograms as a feed: WFDB records, HL7 aECG, SCP-ECG, EDF and BDF files and
 * DICOM waveforms, told apart by their content (WFDB by its headers). Each recording whose file
 * says whose it is and of when becomes a fact; every other file is set aside with the reason.
 * Signal and annotation files of WFDB records are parts of them.
 */
public final class EcgFolderSource implements Source {
  private final String feed;
  private final Path root;
  private final SiteDefinition site;

  /**
   * A feed.
   *
   * @param feed its name
   * @param root the folder; it and everything below it is read, symbolic links are not followed
   * @param site gives the time zone, the lag of waveforms, and the authority an issuer (or the
   *     feed's name, where a file names none) stands for
   */
  public EcgFolderSource(String feed, Path root, SiteDefinition site) {
    this.feed = requireNonNull(feed, "feed");
    this.root = requireNonNull(root, "root").toAbsolutePath().normalize();
    this.site = requireNonNull(site, "site");
  }

  @Override
  public String feed() {
    return feed;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Cost: every file is read once from beginning to end, and its first bytes once more; memory
   * is that of the largest file that is not WFDB (at most 1 GiB) and of ten minutes of signal.
   */
  @Override
  public void read(Consumer<SourceItem> sink, ReadProgress progress) throws SourceFailedException {
    var listing = new FolderListing(root);
    var paths = paths(listing);
    var headers = paths.stream().filter(WfdbFolder::isHeader).toList();
    var wfdb = new WfdbFolder(feed, root, site, headers);
    Map<String, EcgRecord.Format> formats = new HashMap<>();
    for (String path : paths) {
      if (!WfdbFolder.isHeader(path) && !wfdb.isSignalFile(path)) {
        listing.format(path).ifPresent(format -> formats.put(path, format));
      }
    }
    if (headers.isEmpty() && formats.values().stream().allMatch(EcgFolderSource::isForeign)) {
      throw new SourceFailedException(
          "Feed '"
              + feed
              + "': "
              + root
              + " holds no electrocardiogram; expected WFDB headers (*.hea), HL7 aECG, SCP-ECG,"
              + " EDF, BDF or DICOM files");
    }
    var files = new EcgFileFacts(feed, site);
    var instances = new InstanceFacts(feed, site);
    long done = 0;
    for (String path : paths) {
      if (WfdbFolder.isHeader(path)) {
        wfdb.items(path).forEach(sink);
      } else if (!wfdb.isSignalFile(path)
          && (formats.containsKey(path) || !wfdb.isBesideHeader(path))) {
        items(path, Optional.ofNullable(formats.get(path)), files, instances).forEach(sink);
      }
      progress.update(++done, paths.size());
    }
  }

  /** FHIR in a folder of electrocardiograms is somebody's mistake, not a recording. */
  private static boolean isForeign(EcgRecord.Format format) {
    return format == EcgRecord.Format.FHIR_SAMPLED_DATA;
  }

  private List<String> paths(FolderListing listing) throws SourceFailedException {
    if (!Files.isDirectory(root)) {
      throw new SourceFailedException(
          "Feed '" + feed + "': " + root + " is not a folder; name the folder of the recordings");
    }
    try {
      return listing.paths();
    } catch (IOException | UncheckedIOException e) {
      throw new SourceFailedException("Feed '" + feed + "': " + root + " cannot be walked", e);
    }
  }

  private List<SourceItem> items(
      String path, Optional<EcgRecord.Format> format, EcgFileFacts files, InstanceFacts instances) {
    Path file = root.resolve(path);
    try {
      if (format.isEmpty()) {
        return setAside(
            path,
            Files.isReadable(file) ? DataIssue.Kind.UNSUPPORTED : DataIssue.Kind.UNREADABLE,
            "Neither part of a WFDB record, nor aECG, SCP-ECG, EDF, BDF or DICOM");
      }
      return switch (format.get()) {
        case FHIR_SAMPLED_DATA ->
            setAside(path, DataIssue.Kind.UNSUPPORTED, "JSON: give FHIR resources with --ehr");
        case DICOM -> instances.of(DicomReader.standard().readHeader(file), path);
        case WFDB, HL7_AECG, SCP_ECG, EDF, BDF -> files.of(path, file);
      };
    } catch (EcgFileException e) {
      return setAside(path, e.kind(), e.reason());
    } catch (DicomFormatException e) {
      return setAside(path, e.kind(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return setAside(
          path, DataIssue.Kind.UNREADABLE, "Cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private List<SourceItem> setAside(String path, DataIssue.Kind kind, String detail) {
    return List.of(new SourceItem.SetAside(new DataIssue(kind, feed, path, detail)));
  }
}
