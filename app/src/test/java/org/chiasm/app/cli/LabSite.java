package org.chiasm.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A hospital that sends laboratory results as FHIR NDJSON, and the ways in which it may differ from
 * another: each change is one thing that goes wrong when a model moves.
 */
final class LabSite {
  static final String STUDY =
      """
      study: sepsis-after-admission
      concepts:
        admission:  {loinc: ["8302-2"], unit: "cm"}
        glucose:    {loinc: ["2345-7", "14749-6"], unit: "mg/dL"}
        creatinine: {loinc: ["2160-0", "14682-9"], unit: "mg/dL"}
        potassium:  {loinc: ["2823-3"], unit: "mmol/L"}
        sodium:     {loinc: ["2951-2"], unit: "mmol/L"}
        troponin:   {loinc: ["6598-7"], unit: "ng/L"}
        crp:        {loinc: ["1988-5"], unit: "mg/L"}
        fio2:       {loinc: ["3150-0"], unit: "%"}
        sepsis:     {icd10cm: ["A41*"]}
      cohort: {trigger: {concept: admission}, per_subject: first}
      prediction_time: trigger + 12h
      inputs:
        glucose:    {modality: tabular, concept: glucose, window: "[-1h, 12h]", reduce: last, missing: impute}
        creatinine: {modality: tabular, concept: creatinine, window: "[-1h, 12h]", reduce: last, missing: impute}
        crp:        {modality: tabular, concept: crp, window: "[-1h, 12h]", reduce: last, missing: impute}
      outcome: {concept: sepsis, risk_window: "(0h, 72h]"}
      split: {by: subject, seed: 7, train: 0.6, tuning: 0.2, held_out: 0.2}
      fusion: [early_i]
      evaluate: {bootstrap: 100}
      """;

  /** What a test is, at the site of reference: code, unit, median, spread of logarithms, share. */
  record Test(String code, String unit, double median, double spread, double share) {}

  /** One result on its way into the feed. */
  record Result(String test, String code, String unit, double value, Duration lag) {}

  /** What goes wrong with a result; null for one that is not sent. */
  interface Change {
    @Nullable Result of(Result result, Random chance);
  }

  private static final Map<String, Test> TESTS =
      Map.of(
          "glucose", new Test("2345-7", "mg/dL", 118, 0.32, 0.97),
          "creatinine", new Test("2160-0", "mg/dL", 1.0, 0.5, 0.97),
          "potassium", new Test("2823-3", "mmol/L", 4.1, 0.13, 0.97),
          "sodium", new Test("2951-2", "mmol/L", 139, 0.03, 0.97),
          "troponin", new Test("6598-7", "ng/L", 20, 1.1, 0.6),
          "crp", new Test("1988-5", "mg/L", 30, 1.2, 0.9),
          "fio2", new Test("3150-0", "%", 35, 0.3, 0.9));

  private LabSite() {}

  /** Writes the feed of a site with so many patients and returns its folder. */
  static Path write(Path folder, int patients, long seed, Change change) throws IOException {
    var chance = new Random(seed);
    var lines = new ArrayList<String>();
    for (int i = 0; i < patients; i++) {
      patient("p" + seed + "x" + i, chance, change, lines);
    }
    Files.createDirectories(folder);
    Files.write(folder.resolve("feed.ndjson"), lines);
    return folder;
  }

  private static void patient(String id, Random chance, Change change, List<String> lines) {
    lines.add(
        "{\"resourceType\":\"Patient\",\"id\":\"%s\",\"identifier\":[{\"system\":\"urn:oid:2.999.1\",\"value\":\"%s\"}],\"birthDate\":\"%d-05-04\",\"gender\":\"%s\"}"
            .formatted(
                id, id, 1935 + chance.nextInt(60), chance.nextBoolean() ? "female" : "male"));
    var admission =
        Instant.parse("2026-01-01T06:00:00Z")
            .plus(Duration.ofDays(chance.nextInt(200)))
            .plus(Duration.ofMinutes((long) (300 + 120 * chance.nextGaussian())));
    observation(
        id + "-h",
        id,
        "8302-2",
        "cm",
        170 + 9 * chance.nextGaussian(),
        admission,
        Duration.ZERO,
        lines);
    double severity = chance.nextGaussian();
    for (var test : TESTS.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
      var like = test.getValue();
      boolean measured = chance.nextDouble() < like.share();
      for (int k = 0; measured && k < 3; k++) {
        double value =
            like.median()
                * Math.exp(like.spread() * (0.6 * severity + 0.8 * chance.nextGaussian()));
        var lag = Duration.ofMinutes(25 + chance.nextInt(40));
        var sent =
            change.of(new Result(test.getKey(), like.code(), like.unit(), value, lag), chance);
        if (sent != null) {
          var taken = admission.plus(Duration.ofMinutes(30 + 90L * k + chance.nextInt(60)));
          observation(
              id + "-" + test.getKey() + k,
              id,
              sent.code(),
              sent.unit(),
              sent.value(),
              taken,
              sent.lag(),
              lines);
        }
      }
    }
    if (chance.nextDouble() < 1 / (1 + Math.exp(1.2 - 1.5 * severity))) {
      lines.add(
          "{\"resourceType\":\"Condition\",\"id\":\"%s-c\",\"subject\":{\"reference\":\"Patient/%s\"},\"code\":{\"coding\":[{\"system\":\"http://hl7.org/fhir/sid/icd-10-cm\",\"code\":\"A41.9\"}]},\"onsetDateTime\":\"%s\",\"recordedDate\":\"%s\"}"
              .formatted(
                  id,
                  id,
                  admission.plus(Duration.ofHours(30)),
                  admission.plus(Duration.ofHours(31))));
    }
    observation(
        id + "-e",
        id,
        "8867-4",
        "/min",
        80,
        admission.plus(Duration.ofDays(6)),
        Duration.ZERO,
        lines);
  }

  private static void observation(
      String id,
      String patient,
      String code,
      String unit,
      double value,
      Instant taken,
      Duration lag,
      List<String> lines) {
    lines.add(
        String.format(
            Locale.ROOT,
            "{\"resourceType\":\"Observation\",\"id\":\"%s\",\"status\":\"final\",\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"%s\"}]},\"subject\":{\"reference\":\"Patient/%s\"},\"effectiveDateTime\":\"%s\",\"issued\":\"%s\",\"valueQuantity\":{\"value\":%.4g,\"unit\":\"%s\"}}",
            id,
            code,
            patient,
            taken,
            taken.plus(lag),
            value,
            unit));
  }
}
