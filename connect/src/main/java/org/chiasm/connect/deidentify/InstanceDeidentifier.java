package org.chiasm.connect.deidentify;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.chiasm.connect.burnedin.BurnedInAnnotation;
import org.chiasm.connect.burnedin.BurnedInSearch;
import org.chiasm.connect.deidentify.Deidentified.Reason;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicomdictionary.SopClass;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.TransferSyntax;
import org.chiasm.connect.pixel.InstanceFrames;

/**
 * De-identifies instances one by one (DICOM PS3.15 E.1.1): Basic Application Level Confidentiality
 * Profile with the Retain Longitudinal Temporal Information with Modified Dates and the Clean
 * Descriptors Options. The same key gives the same pseudonyms, UIDs and date shifts in every
 * instance. Safe for use by many threads.
 */
public final class InstanceDeidentifier {
  private static final String DIRECTORY = "1.2.840.10008.1.3.10";
  private static final String DOCUMENTS = "1.2.840.10008.5.1.4.1.1.104.";
  private static final String AUDIO = "1.2.840.10008.5.1.4.1.1.9.4.";
  private static final int ENCAPSULATED_DOCUMENT = 0x00420011;

  private final PseudonymKey key;
  private final DeidentifyOptions options;

  /** A de-identifier. */
  public InstanceDeidentifier(PseudonymKey key, DeidentifyOptions options) {
    this.key = key;
    this.options = options;
  }

  /**
   * De-identifies an instance that was read whole. Cost: three frames are decoded to look for
   * words.
   *
   * @throws IOException if pixels that lie in the file cannot be read
   */
  public Deidentified of(DicomFile file) throws IOException {
    var withheld = withheld(file);
    if (withheld.isPresent()) {
      return new Deidentified.Withheld(withheld.get());
    }
    var words = IdentifyingWords.of(file.dataset());
    var pixels = PixelCleaning.of(file, words);
    if (pixels.isEmpty()) {
      return new Deidentified.Withheld(Reason.PIXELS_NOT_COPIED);
    }
    var source = pixels.get().file();
    boolean hasPixels = source.dataset().pixelData().isPresent();
    if (hasPixels && !options.allowBurnedIn() && !pixels.get().isBlackened()) {
      var found = BurnedInSearch.of(source, InstanceFrames.of(source));
      if (found.verdict() != BurnedInAnnotation.Verdict.NO) {
        return new Deidentified.Withheld(Reason.BURNED_IN_ANNOTATION);
      }
    }
    String patient = patient(file.dataset());
    var counts = new ActionCounts();
    var cleaned = new DatasetCleaner(key, patient, options, words, counts).clean(source.dataset());
    var syntax = source.transferSyntax();
    var marked = DeidentificationMarks.mark(cleaned, options, pixels.get().isBlackened());
    if (marked.string(Tag.SOP_CLASS_UID).isEmpty()
        || marked.string(Tag.SOP_INSTANCE_UID).isEmpty()) {
      return new Deidentified.Withheld(Reason.NO_IDENTITY);
    }
    boolean big = syntax.encoding() == TransferSyntax.Encoding.BIG_ENDIAN;
    var written = DicomFile.of(marked, big ? TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN : syntax);
    return new Deidentified.Instance(written, key.pseudonym(patient), counts);
  }

  private static Optional<Reason> withheld(DicomFile file) {
    String sopClass = file.sopClass().map(SopClass::uid).orElse("");
    var dataset = file.dataset();
    if (sopClass.equals(DIRECTORY) || dataset.contains(0x00041220)) {
      return Optional.of(Reason.DIRECTORY);
    }
    if (!file.isHeaderWhole() || file.isTruncated()) {
      return Optional.of(Reason.UNREADABLE);
    }
    if (sopClass.startsWith(DOCUMENTS) || dataset.contains(ENCAPSULATED_DOCUMENT)) {
      return Optional.of(Reason.ENCAPSULATED_DOCUMENT);
    }
    if (sopClass.startsWith(AUDIO)) {
      return Optional.of(Reason.AUDIO);
    }
    boolean named =
        dataset.string(Tag.SOP_CLASS_UID).isPresent()
            && dataset.string(Tag.SOP_INSTANCE_UID).isPresent();
    return named ? Optional.empty() : Optional.of(Reason.NO_IDENTITY);
  }

  /**
   * Who the patient is, by the first that is there: ID with issuer, name with birth date, study.
   */
  private static String patient(DicomDataset dataset) {
    var id = dataset.string(Tag.PATIENT_ID);
    if (id.isPresent()) {
      String issuer = dataset.string(Tag.ISSUER_OF_PATIENT_ID).orElse("");
      return String.join("\u0000", List.of("id", issuer, id.get()));
    }
    var name = dataset.string(Tag.PATIENT_NAME);
    if (name.isPresent()) {
      String birth = dataset.string(Tag.PATIENT_BIRTH_DATE).orElse("");
      return String.join("\u0000", List.of("name", birth, name.get()));
    }
    return "study\u0000" + dataset.string(Tag.STUDY_INSTANCE_UID).orElse("");
  }
}
