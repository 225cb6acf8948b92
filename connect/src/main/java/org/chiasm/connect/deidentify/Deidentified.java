package org.chiasm.connect.deidentify;

import static java.util.Objects.requireNonNull;

import org.chiasm.connect.dicom.DicomFile;

/** What came of one instance. */
public sealed interface Deidentified {
  /**
   * It can be handed on.
   *
   * @param file to be written
   * @param patient the pseudonym
   */
  record Instance(DicomFile file, String patient, ActionCounts counts) implements Deidentified {
    /** Checks that nothing is missing. */
    public Instance {
      requireNonNull(file, "file");
      requireNonNull(patient, "patient");
      requireNonNull(counts, "counts");
    }
  }

  /** It must not be. */
  record Withheld(Reason reason) implements Deidentified {}

  /** Why an instance is withheld. */
  enum Reason {
    /** Not DICOM, or damaged so that it is not known whether all of it was read. */
    UNREADABLE,
    /** A DICOMDIR, which names every patient and file. */
    DIRECTORY,
    /** Without SOP Class or SOP Instance UID. */
    NO_IDENTITY,
    /** A document whose text cannot be cleaned. */
    ENCAPSULATED_DOCUMENT,
    /** Sound, which may be speech. */
    AUDIO,
    /** Words seem to be painted into the pixels. */
    BURNED_IN_ANNOTATION,
    /** Frames that lie in several video streams or that are cut cannot be copied. */
    PIXELS_NOT_COPIED,
    /** The same SOP Instance was written before. */
    DUPLICATE
  }
}
