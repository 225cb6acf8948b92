package org.chiasm.app.hospital;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws the laboratory results of a patient: several draws of each test, some issued late, some
 * corrected, some taken back, some without a unit; and lactate only where somebody was worried.
 */
final class LabGenerator {
  private static final double CORRECTED_SHARE = 0.05;
  private static final double RETRACTED_SHARE = 0.02;
  private static final double WITHOUT_UNIT_SHARE = 0.05;
  private static final double LATE_SHARE = 0.1;

  private final long seed;

  LabGenerator(long seed) {
    this.seed = seed;
  }

  List<LabResult> results(PatientTruth patient) {
    var results = new ArrayList<LabResult>();
    for (var test : LabTest.values()) {
      var chance = new Chance(seed, patient.index(), "lab/" + test.input());
      if (!chance.happens(measuredShare(test, patient))) {
        continue;
      }
      int draws = 1 + chance.below(3);
      for (int draw = 0; draw < draws; draw++) {
        double hours = draw == 0 ? chance.between(-20, -0.5) : chance.between(-60, 40);
        results.add(result(patient, test, draw, hours, chance));
      }
    }
    return results;
  }

  /** The iller the patient, the more is measured: what is absent says something. */
  private static double measuredShare(LabTest test, PatientTruth patient) {
    double worry = 1 / (1 + StrictMath.exp(-patient.severity()));
    return switch (test) {
      case CRP, WBC -> 0.88 + 0.1 * worry;
      case CREATININE, GLUCOSE -> 0.75 + 0.2 * worry;
      case LACTATE -> 0.15 + 0.7 * worry;
    };
  }

  private LabResult result(
      PatientTruth patient, LabTest test, int draw, double hours, Chance chance) {
    var reporting = chance.oneOf(test.reportings());
    Instant taken = after(patient.ctTime(), hours);
    double delay = chance.happens(LATE_SHARE) ? chance.between(6, 30) : chance.between(0.4, 2.5);
    Instant issued = after(taken, delay);
    double value = test.value(patient, hours, chance);
    var versions = new ArrayList<LabResult.Version>();
    if (chance.happens(CORRECTED_SHARE)) {
      double mistaken = value * chance.between(1.3, 2.2);
      versions.add(new LabResult.Version("final", issued, LabResult.reported(mistaken, reporting)));
      versions.add(
          new LabResult.Version(
              "corrected",
              after(issued, chance.between(0.5, 12)),
              LabResult.reported(value, reporting)));
    } else {
      versions.add(new LabResult.Version("final", issued, LabResult.reported(value, reporting)));
      if (chance.happens(RETRACTED_SHARE)) {
        versions.add(
            new LabResult.Version(
                "entered-in-error",
                after(issued, chance.between(0.5, 12)),
                LabResult.reported(value, reporting)));
      }
    }
    return new LabResult(
        "lab-" + patient.index() + "-" + test.input() + "-" + draw,
        test,
        taken,
        reporting,
        !chance.happens(WITHOUT_UNIT_SHARE),
        versions);
  }

  static Instant after(Instant time, double hours) {
    return time.plus(Duration.ofSeconds(Math.round(hours * 60) * 60));
  }
}
