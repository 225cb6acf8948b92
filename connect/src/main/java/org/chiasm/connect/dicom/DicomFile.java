package org.chiasm.connect.dicom;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.chiasm.DataIssue;
import org.chiasm.connect.dicomdictionary.SopClass;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.TransferSyntax;

/**
 * One DICOM instance as its file holds it (DICOM PS3.10 clause 7).
 *
 * @param metaInformation the group 0002 elements; empty where the file has none
 * @param dataset everything else; the pixels may be there by reference
 * @param transferSyntax how the data set is really written, by what the file says where it is true
 * @param isHeaderWhole false if reading had to stop at a departure before the pixels
 * @param issues departures from the standard, in the order they were met
 */
public record DicomFile(
    DicomDataset metaInformation,
    DicomDataset dataset,
    TransferSyntax transferSyntax,
    boolean isHeaderWhole,
    List<DicomIssue> issues) {
  /** Copies the issues. */
  public DicomFile {
    requireNonNull(metaInformation, "metaInformation");
    requireNonNull(dataset, "dataset");
    requireNonNull(transferSyntax, "transferSyntax");
    issues = List.copyOf(issues);
  }

  /** An instance about to be written, without departures. */
  public static DicomFile of(DicomDataset dataset, TransferSyntax transferSyntax) {
    return new DicomFile(DicomDataset.empty(), dataset, transferSyntax, true, List.of());
  }

  /** SOP Class UID, of the meta information where the data set has none. */
  public Optional<SopClass> sopClass() {
    return dataset
        .string(Tag.SOP_CLASS_UID)
        .or(() -> metaInformation.string(Tag.MEDIA_STORAGE_SOP_CLASS_UID))
        .map(SopClass::of);
  }

  /** SOP Instance UID, of the meta information where the data set has none. */
  public Optional<String> sopInstanceUid() {
    return dataset
        .string(Tag.SOP_INSTANCE_UID)
        .or(() -> metaInformation.string(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID));
  }

  /** Whether the file ended too early, in its header or in native pixels. */
  public boolean isTruncated() {
    return issues.stream().anyMatch(issue -> issue.kind() == DataIssue.Kind.TRUNCATED);
  }
}
