package org.chiasm.connect.deidentify;

import java.util.ArrayList;
import java.util.List;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.Vr;

/** The attributes that say how an instance was de-identified (DICOM PS3.3 C.7.1.1, C.12.1). */
final class DeidentificationMarks {
  private static final int PATIENT_IDENTITY_REMOVED = 0x00120062;
  private static final int DEIDENTIFICATION_METHOD = 0x00120063;
  private static final int DEIDENTIFICATION_METHOD_CODE_SEQUENCE = 0x00120064;
  private static final int LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED = 0x00280303;

  private DeidentificationMarks() {}

  static DicomDataset mark(DicomDataset dataset, DeidentifyOptions options, boolean blackened) {
    var codes = new ArrayList<DicomDataset>();
    codes.add(code("113100", "Basic Application Confidentiality Profile"));
    if (blackened) {
      codes.add(code("113101", "Clean Pixel Data Option"));
    }
    if (!options.keepDescriptors()) {
      codes.add(code("113105", "Clean Descriptors Option"));
    }
    codes.add(code("113107", "Retain Longitudinal Temporal Information Modified Dates Option"));
    if (options.keepPatientCharacteristics()) {
      codes.add(code("113108", "Retain Patient Characteristics Option"));
    }
    var builder =
        dataset.toBuilder()
            .string(PATIENT_IDENTITY_REMOVED, Vr.CS, "YES")
            .string(
                DEIDENTIFICATION_METHOD,
                Vr.LO,
                "Chiasm",
                "DICOM PS3.15 Annex E Basic Profile",
                "Modified Dates Option")
            .sequence(DEIDENTIFICATION_METHOD_CODE_SEQUENCE, codes.toArray(DicomDataset[]::new))
            .string(LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED, Vr.CS, "MODIFIED");
    for (int required :
        List.of(Tag.PATIENT_NAME, Tag.PATIENT_ID, Tag.PATIENT_BIRTH_DATE, Tag.PATIENT_SEX)) {
      if (!dataset.contains(required)) {
        builder.string(required);
      }
    }
    if (blackened) {
      builder.string(Tag.BURNED_IN_ANNOTATION, Vr.CS, "NO");
    }
    return builder.build();
  }

  private static DicomDataset code(String value, String meaning) {
    return DicomDataset.builder()
        .string(Tag.CODE_VALUE, value)
        .string(Tag.CODING_SCHEME_DESIGNATOR, "DCM")
        .string(Tag.CODE_MEANING, meaning)
        .build();
  }
}
