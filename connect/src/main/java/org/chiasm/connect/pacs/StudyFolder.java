package org.chiasm.connect.pacs;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.chiasm.AvailableTime;
import org.chiasm.Boundary;
import org.chiasm.ClinicalEvent;
import org.chiasm.Code;
import org.chiasm.DataIssue;
import org.chiasm.EffectiveTime;
import org.chiasm.EventCode;
import org.chiasm.EventValue.ImageInstance;
import org.chiasm.FactKind;
import org.chiasm.FactStatus;
import org.chiasm.Origin;
import org.chiasm.connect.ReadProgress;
import org.chiasm.connect.SourceFailedException;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicom.DicomFormatException;
import org.chiasm.connect.dicom.DicomReader;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.imaging.ImagingStudy;

/**
 * The imaging studies in a folder of DICOM files, told by their headers alone: unlike {@link
 * DicomFolderSource} it asks neither for a patient nor for a time, so that a folder from which both
 * were taken can be looked at. Not for records.
 *
 * @param root the folder
 * @param studies sorted by StudyInstanceUID
 * @param withPixels the SOPInstanceUIDs of instances whose file holds pixels
 * @param setAside files that are not an instance of a series, each with the reason
 */
public record StudyFolder(
    Path root,
    List<ImagingStudy> studies,
    Collection<String> withPixels,
    List<DataIssue> setAside) {
  private static final String FEED = "folder";
  private static final AvailableTime ANY_TIME = AvailableTime.assumed(Instant.EPOCH);

  /** Copies the lists. */
  public StudyFolder {
    requireNonNull(root, "root");
    studies = List.copyOf(studies);
    withPixels = Set.copyOf(withPixels);
    setAside = List.copyOf(setAside);
  }

  /**
   * Reads every header below a folder, whatever the files are called. Of several files with one
   * SOPInstanceUID one with pixels counts, else the first. Cost: one header a file; some 2 kB of
   * memory for each instance.
   *
   * @throws SourceFailedException if it is no folder, or cannot be listed
   */
  public static StudyFolder read(Path root, ReadProgress progress) throws SourceFailedException {
    if (!Files.isDirectory(root)) {
      throw new SourceFailedException(root + " is not a folder. Name the folder of DICOM files.");
    }
    var reading = new Reading(progress);
    try {
      new FolderWalk(root, reading).walk();
    } catch (IOException e) {
      throw new SourceFailedException(root + " cannot be listed", e);
    }
    return new StudyFolder(
        root, ImagingStudy.of(reading.events.values()), reading.withPixels, reading.setAside);
  }

  /** The file of one of its instances, header read. */
  public DicomFile header(ImageInstance instance) throws IOException, DicomFormatException {
    return DicomReader.standard()
        .readHeader(root.resolve(instance.attribute(InstanceAttributes.FILE_ID)));
  }

  private static final class Reading implements FolderWalk.Visitor {
    private final ReadProgress progress;
    private final DicomReader reader = DicomReader.standard();
    private final Map<String, ClinicalEvent> events = new TreeMap<>();
    private final Set<String> withPixels = new HashSet<>();
    private final List<DataIssue> setAside = new ArrayList<>();
    private long done;

    Reading(ReadProgress progress) {
      this.progress = progress;
    }

    @Override
    public void file(Path file, String reference) {
      try {
        var header = reader.readHeader(file);
        take(header, reference);
      } catch (DicomFormatException malformed) {
        aside(malformed.kind(), reference, Objects.toString(malformed.getMessage(), "not DICOM"));
      } catch (IOException unreadable) {
        aside(
            DataIssue.Kind.UNREADABLE,
            reference,
            "Cannot be read: " + InstanceFacts.reason(unreadable));
      }
      progress.update(++done, 0);
    }

    @Override
    public void unreadable(String reference, String reason) {
      aside(DataIssue.Kind.UNREADABLE, reference, "Cannot be read: " + reason);
    }

    private void take(DicomFile header, String reference) {
      var dataset = header.dataset();
      String study = dataset.string(Tag.STUDY_INSTANCE_UID).orElse("");
      String series = dataset.string(Tag.SERIES_INSTANCE_UID).orElse("");
      String sop = header.sopInstanceUid().orElse("");
      if (study.isEmpty() || series.isEmpty() || sop.isEmpty()) {
        aside(
            DataIssue.Kind.MALFORMED,
            reference,
            "Not an instance of a series: no Study, Series or SOP Instance UID");
        return;
      }
      boolean pixels = dataset.pixelData().isPresent();
      if (events.containsKey(sop)) {
        aside(
            DataIssue.Kind.DUPLICATE,
            reference,
            "Another file of the folder has the same SOPInstanceUID");
        if (!pixels || withPixels.contains(sop)) {
          return;
        }
      }
      if (pixels) {
        withPixels.add(sop);
      }
      var instance =
          new ImageInstance(study, series, sop, InstanceAttributes.ofImage(header, reference));
      events.put(sop, event(instance));
    }

    private void aside(DataIssue.Kind kind, String reference, String detail) {
      setAside.add(new DataIssue(kind, FEED, reference, detail));
    }
  }

  /** The instance as a fact of no particular time: the choice among series asks for none. */
  static ClinicalEvent event(ImageInstance instance) {
    String modality = instance.attribute("Modality");
    return new ClinicalEvent(
        FEED + ":" + instance.sopInstanceUid(),
        FactKind.IMAGE,
        EventCode.of(
            new Code(InstanceFacts.CODE_SYSTEM, modality.isBlank() ? "OT" : modality.strip())),
        EffectiveTime.at(Instant.EPOCH),
        ANY_TIME,
        Boundary.POINT,
        instance,
        FactStatus.FINAL,
        new Origin(FEED, instance.sopInstanceUid()));
  }
}
