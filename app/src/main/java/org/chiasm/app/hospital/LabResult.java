package org.chiasm.app.hospital;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One specimen's result with every version the laboratory issued of it.
 *
 * @param id the FHIR id
 * @param taken when the specimen was taken
 * @param reporting how the value is written
 * @param unitGiven whether the export carries the unit
 * @param versions in the order of issue, at least one
 */
record LabResult(
    String id,
    LabTest test,
    Instant taken,
    LabTest.Reporting reporting,
    boolean unitGiven,
    List<Version> versions) {
  private static final MathContext REPORTED_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

  /**
   * One version.
   *
   * @param status FHIR {@code Observation.status}
   * @param issued when it became available
   * @param reported as written, in the reporting's unit
   */
  record Version(String status, Instant issued, BigDecimal reported) {}

  /** Copies the versions. */
  LabResult {
    versions = List.copyOf(versions);
  }

  /** A true value as the laboratory writes it: four digits in its own unit. */
  static BigDecimal reported(double value, LabTest.Reporting reporting) {
    return BigDecimal.valueOf(value * reporting.factor()).round(REPORTED_DIGITS);
  }

  /** The version that stands at a time, if any is out. */
  Optional<Version> at(Instant time) {
    return versions.stream()
        .filter(version -> !version.issued().isAfter(time))
        .reduce((_, later) -> later);
  }

  /** A version's value in the study's unit. */
  double inStudyUnit(Version version) {
    return version.reported().doubleValue() / reporting.factor();
  }
}
