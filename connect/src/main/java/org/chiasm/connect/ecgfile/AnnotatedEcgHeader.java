package org.chiasm.connect.ecgfile;

import java.util.Locale;
import org.chiasm.Demographics;
import org.chiasm.Sex;
import org.chiasm.connect.dicomtext.DicomDateTime;
import org.chiasm.connect.recording.RecordingHeader;

/**
 * Who was recorded and when, gathered while an annotated ECG is read (ANSI/HL7 V3 ECG:
 * trialSubject, subjectDemographicPerson, effectiveTime). Times are HL7 TS, written as DICOM writes
 * a DT.
 */
final class AnnotatedEcgHeader {
  private String root = "";
  private String extension = "";
  private boolean hasId;
  private String family = "";
  private String given = "";
  private String sex = "";
  private String birth = "";
  private String whole = "";

  /** The identifier of the trial subject; of several the first. */
  void id(String root, String extension) {
    if (!hasId && !(root.isEmpty() && extension.isEmpty())) {
      hasId = true;
      this.root = root;
      this.extension = extension;
    }
  }

  void family(String text) {
    family += text;
  }

  void given(String text) {
    given += text;
  }

  void sex(String code) {
    sex = sex.isEmpty() ? code.toUpperCase(Locale.ROOT) : sex;
  }

  void birth(String time) {
    birth = birth.isEmpty() ? time : birth;
  }

  /** When the document says that the recording began. */
  void began(String time) {
    whole = whole.isEmpty() ? time : whole;
  }

  /**
   * The header.
   *
   * @param series when the sequence set says that it began, empty where it does not; it is nearer
   *     to the samples than the document's time
   */
  RecordingHeader header(String series) {
    var start = DicomDateTime.parse(series).or(() -> DicomDateTime.parse(whole));
    boolean isRootTheId = extension.isEmpty();
    return new RecordingHeader(
        isRootTheId ? root : extension,
        isRootTheId || root.isEmpty() ? "" : issuer(),
        new Demographics(
            family,
            given,
            switch (sex) {
              case "M" -> Sex.MALE;
              case "F" -> Sex.FEMALE;
              case "UN" -> Sex.OTHER;
              default -> Sex.UNKNOWN;
            },
            birth.length() < 8 ? null : DicomDateTime.parseDate(birth.substring(0, 8)).orElse(null),
            null),
        start.map(DicomDateTime::local),
        start.flatMap(DicomDateTime::offset).map(offset -> offset));
  }

  private String issuer() {
    return root.matches("[0-9.]+") ? "urn:oid:" + root : root;
  }
}
