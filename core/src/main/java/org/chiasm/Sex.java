package org.chiasm;

/** Administrative sex (FHIR {@code AdministrativeGender}, DICOM PatientSex). */
public enum Sex {
  FEMALE,
  MALE,
  OTHER,
  UNKNOWN
}
