package org.chiasm.app.hospital;

/** What can be wrong with the patient identifier that was typed at the CT console. */
enum IdentifierError {
  /** Nothing. */
  NONE(0),
  /** The number of another patient, under this patient's own name and birth date. */
  OTHER_PATIENT(0.03),
  /** A number that nobody has. */
  UNKNOWN_NUMBER(0.03),
  /** No issuer: harmless, because the site file says whose numbers the archive holds. */
  NO_ISSUER(0.05),
  /** White space around the number: harmless. */
  PADDED(0.04);

  private final double share;

  IdentifierError(double share) {
    this.share = share;
  }

  /** The error of a patient's CT. */
  static IdentifierError of(long seed, PatientTruth patient) {
    double draw = new Chance(seed, patient.index(), "identifier").uniform();
    for (var error : values()) {
      if (draw < error.share) {
        return error;
      }
      draw -= error.share;
    }
    return NONE;
  }
}
