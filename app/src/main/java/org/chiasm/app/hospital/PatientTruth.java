package org.chiasm.app.hospital;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.chiasm.Sex;

/**
 * What is true of a synthetic patient, whatever the exports say.
 *
 * @param index 0 for the first
 * @param mrn the medical record number in the master index
 * @param arrival when the hospital stay began
 * @param ctTime when the chest CT was acquired
 * @param opacity share of the lungs that is consolidated or ground glass, 0 to 1
 * @param inflammation standard normal; drives CRP and white cells
 * @param heartRate beats per minute at the time of the ECG
 * @param comorbidities those the patient has
 * @param riskLogit log odds of intensive care within 72 hours of the prediction
 * @param intensiveCare whether it came to that
 * @param icuTime when; after {@code ctTime}; meaningless without intensive care
 * @param discharge when the stay ended
 */
record PatientTruth(
    int index,
    String mrn,
    String familyName,
    String givenName,
    Sex sex,
    LocalDate birthDate,
    Instant arrival,
    Instant ctTime,
    double opacity,
    double inflammation,
    double heartRate,
    Set<Comorbidity> comorbidities,
    double riskLogit,
    boolean intensiveCare,
    Instant icuTime,
    Instant discharge) {
  /** Copies the comorbidities. */
  PatientTruth {
    comorbidities = Set.copyOf(comorbidities);
  }

  /** How ill the patient is, about standard normal: what decides what is measured. */
  double severity() {
    return riskLogit / 2;
  }

  /** The probability behind {@link #intensiveCare}: the best any model could know. */
  double risk() {
    return 1 / (1 + StrictMath.exp(-riskLogit));
  }

  @Override
  public String toString() {
    return "PatientTruth[" + index + "]";
  }
}
