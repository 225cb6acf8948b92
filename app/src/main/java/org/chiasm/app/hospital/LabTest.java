package org.chiasm.app.hospital;

import java.util.List;

/** The laboratory's tests, with the units its analysers and referring laboratories report in. */
enum LabTest {
  CRP(
      "crp",
      "1988-5",
      "C reactive protein",
      List.of(new Reporting("mg/L", true, 1), new Reporting("mg/dL", true, 0.1))),
  WBC(
      "wbc",
      "6690-2",
      "Leukocytes",
      List.of(
          new Reporting("10*9/L", true, 1),
          new Reporting("10*3/uL", true, 1),
          new Reporting("K/uL", false, 1),
          new Reporting("/uL", true, 1000))),
  CREATININE(
      "creatinine",
      "2160-0",
      "Creatinine",
      List.of(new Reporting("umol/L", true, 1), new Reporting("mg/dL", true, 113.12 / 10_000))),
  GLUCOSE(
      "glucose",
      "2345-7",
      "Glucose",
      List.of(new Reporting("mmol/L", true, 1), new Reporting("mg/dL", true, 18.0156))),
  LACTATE(
      "lactate",
      "2524-7",
      "Lactate",
      List.of(new Reporting("mmol/L", true, 1), new Reporting("mg/dL", true, 9.008)));

  private final String input;
  private final String loinc;
  private final String display;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Reporting> reportings;

  LabTest(String input, String loinc, String display, List<Reporting> reportings) {
    this.input = input;
    this.loinc = loinc;
    this.display = display;
    this.reportings = reportings;
  }

  /**
   * One way of reporting.
   *
   * @param unit as written
   * @param ucum whether it is a UCUM code
   * @param factor what the value in the study's unit is multiplied by
   */
  record Reporting(String unit, boolean ucum, double factor) {}

  /** The name of the demo study's input. */
  String input() {
    return input;
  }

  String loinc() {
    return loinc;
  }

  String display() {
    return display;
  }

  /** The first is in the study's unit. */
  List<Reporting> reportings() {
    return reportings;
  }

  /** The true value of a patient at a time, in the study's unit. */
  double value(PatientTruth patient, double hoursFromCt, Chance chance) {
    double drift = 0.03 * hoursFromCt / 24;
    double noise = 0.08 * chance.normal();
    boolean diabetic = patient.comorbidities().contains(Comorbidity.DIABETES);
    boolean failing = patient.comorbidities().contains(Comorbidity.HEART_FAILURE);
    return switch (this) {
      case CRP -> StrictMath.exp(3.3 + 0.9 * patient.inflammation() + drift + noise);
      case WBC -> StrictMath.exp(2.15 + 0.28 * patient.inflammation() + noise);
      case CREATININE -> 88 * StrictMath.exp(0.3 * (failing ? 1 : 0) + 2.5 * noise);
      case GLUCOSE -> 5.6 * StrictMath.exp((diabetic ? 0.45 : 0) + 1.5 * noise);
      case LACTATE -> 1.2 * StrictMath.exp(0.3 * patient.severity() + 2 * noise);
    };
  }
}
