package org.chiasm.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.chiasm.connect.store.MedsParquet;

/**
 * A MEDS folder whose truth is known: death depends on lactate and on C-reactive protein, some
 * patients lack both. The admission is known after an hour and opens the case; every third
 * patient's lactate is measured again just before the prediction, twelve hours later, and known
 * after it.
 */
final class SmallMedsCohort {
  static final String SITE =
      """
      site: small
      time_zone: UTC
      assume_lag: {observation: 1h, encounter: 0h, demographic: 0h}
      """;

  static final String DIES = "{concept: death, risk_window: \"(0h, 90d]\", no_followup: negative}";
  static final String SURVIVES =
      "{time_to: death, from: prediction_time, unit: d, risk_window: \"(0h, 60d]\","
          + " no_followup: censor}";

  static final String ENDS =
      "{classes: {died: death, discharged: discharge}, otherwise: in_care,"
          + " risk_window: \"(0h, 30d]\"}";

  static final String LASTS =
      "{time_to: [death, discharge], from: prediction_time, unit: d, risk_window: \"(0h, 90d]\","
          + " no_followup: drop}";

  static final String ORIGINAL = "[early_i, late]";
  static final String EVERY_FUSION =
      "[early_i, early_ii, joint_i, joint_ii, joint_attention, late]";

  /** What tells how long somebody stays: nothing, or the two laboratory values. */
  enum Stays {
    BY_CHANCE,
    BY_LABS
  }

  private SmallMedsCohort() {}

  static String study(String outcome, String split) {
    return study(outcome, split, ORIGINAL);
  }

  static String study(String outcome, String split, String fusion) {
    var metric =
        switch (outcome) {
          case SURVIVES -> "concordance_uno";
          case ENDS -> "auroc_hand_till";
          case LASTS -> "mae";
          default -> "auroc";
        };
    return """
      study: small-icu
      question: Who dies?   # a comment that must survive
      concepts:
        icu_admission: {code: ["ICU_ADMISSION"]}
        death: {code: ["MEDS_DEATH"]}
        discharge: {code: ["ICU_DISCHARGE"]}
        age: {code: ["Age"], unit: "a"}
        ward: {categories: {north: ["WARD//N"], south: ["WARD//S"], west: ["WARD//W"]}}
        lactate: {code: ["Lactate"], unit: "mmol/L"}
        crp: {code: ["CRP"], unit: "mg/L"}
      cohort: {trigger: {concept: icu_admission}}
      prediction_time: trigger + 12h
      inputs:
        age: {modality: tabular, concept: age, window: "[-1h, 12h]", branch: admission}
        ward: {modality: tabular, concept: ward, window: "[-1h, 12h]", branch: admission}
        # how old may a lactate be?
        lactate: {modality: tabular, concept: lactate, window: "[-1h, 12h]", branch: labs}  # chosen by hand
        crp: {modality: tabular, concept: crp, window: "[-1h, 12h]", branch: labs}
      missing: {max_fraction: auto, floor: {%s: "%s"}}
      outcome: %s
      split: %s
      fusion: %s
      evaluate: {bootstrap: 100, subgroups: [ward]}
      """
        .formatted(metric, metric.equals("mae") ? "+1" : "-0.02", outcome, split, fusion);
  }

  /** Writes {@code data/0.parquet}; how long somebody stays is chance. */
  static void write(Path folder, int subjects, long seed) throws IOException {
    write(folder, subjects, seed, Stays.BY_CHANCE);
  }

  /** Writes {@code data/0.parquet}. */
  static void write(Path folder, int subjects, long seed, Stays stays) throws IOException {
    var random = new Random(seed);
    var rows = new ArrayList<String>();
    for (int subject = 1; subject <= subjects; subject++) {
      addSubject(subject, random, stays, rows);
    }
    MedsParquet.write(folder, rows);
  }

  private static void addSubject(int subject, Random random, Stays stays, List<String> rows) {
    var admitted = Instant.parse("2020-01-01T08:00:00Z").plus(Duration.ofHours(31L * subject));
    double lactate = Math.exp(0.7 + 0.5 * random.nextGaussian());
    double crp = Math.exp(4 + random.nextGaussian());
    add(rows, subject, admitted, "ICU_ADMISSION", Double.NaN, "");
    add(rows, subject, admitted, "Age", 20 + random.nextInt(70), "a");
    add(rows, subject, admitted, "WARD//" + "NSW".charAt(subject % 3), Double.NaN, "");
    if (random.nextDouble() < 0.85) {
      double drifting = lactate;
      for (int hour = 1; hour < 11; hour += 3) {
        drifting *= Math.exp(0.08 * random.nextGaussian());
        add(rows, subject, admitted.plus(Duration.ofHours(hour)), "Lactate", drifting, "mmol/L");
      }
    }
    if (random.nextDouble() < 0.85) {
      add(rows, subject, admitted.plus(Duration.ofHours(3)), "CRP", crp, "mg/L");
    }
    double ofLactate = (Math.log(lactate) - 0.7) / 0.5;
    double ofCrp = Math.log(crp) - 4;
    double logit = 2.2 * ofLactate + ofCrp - 0.5;
    boolean dies = random.nextDouble() < 1 / (1 + Math.exp(-logit));
    if (subject % 3 == 0) {
      add(
          rows,
          subject,
          admitted.plus(Duration.ofMinutes(12 * 60 + 30)),
          "Lactate",
          dies ? 9 : 0.6,
          "mmol/L");
    }
    long days =
        switch (stays) {
          case BY_CHANCE -> 1L + random.nextInt(dies ? 50 : 80);
          case BY_LABS ->
              Math.clamp(
                  Math.round(25 + 9 * ofLactate + 9 * ofCrp + 2 * random.nextGaussian()), 1L, 80L);
        };
    add(
        rows,
        subject,
        admitted.plus(Duration.ofDays(days)),
        dies ? "MEDS_DEATH" : "ICU_DISCHARGE",
        Double.NaN,
        "");
  }

  private static void add(
      List<String> rows, int subject, Instant time, String code, double value, String unit) {
    rows.add(
        String.format(
            Locale.ROOT,
            "(%d, '%s', '%s', %s, %s)",
            subject,
            time.toString().replace("T", " ").replace("Z", ""),
            code,
            Double.isNaN(value) ? "NULL" : String.format(Locale.ROOT, "%.4f", value),
            unit.isEmpty() ? "NULL" : "'" + unit + "'"));
  }
}
