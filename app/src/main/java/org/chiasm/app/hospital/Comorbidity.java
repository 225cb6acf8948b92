package org.chiasm.app.hospital;

import java.util.List;

/** The comorbidities of the synthetic patients, with how often, how coded and how written. */
enum Comorbidity {
  DIABETES(
      "diabetes",
      0.26,
      0.8,
      "E11.9",
      List.of("type 2 diabetes mellitus", "DM2", "diabetes", "T2DM on metformin")),
  HEART_FAILURE(
      "congestive_heart_failure",
      0.18,
      1.0,
      "I50.9",
      List.of("congestive heart failure", "CHF", "chronic heart failure", "HFrEF")),
  LUNG_DISEASE(
      "chronic_pulmonary_disease",
      0.2,
      0.6,
      "J44.9",
      List.of("COPD", "chronic obstructive pulmonary disease", "emphysema", "asthma"));

  private final String group;
  private final double prevalence;
  private final double logit;
  private final String icd10;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> terms;

  Comorbidity(String group, double prevalence, double logit, String icd10, List<String> terms) {
    this.group = group;
    this.prevalence = prevalence;
    this.logit = logit;
    this.icd10 = icd10;
    this.terms = terms;
  }

  /** The group's name in the lexicon. */
  String group() {
    return group;
  }

  /** Share of patients who have it. */
  double prevalence() {
    return prevalence;
  }

  /** What it adds to the log odds of intensive care. */
  double logit() {
    return logit;
  }

  /** ICD-10-CM. */
  String icd10() {
    return icd10;
  }

  /** How clinicians write it. */
  List<String> terms() {
    return terms;
  }
}
