package org.chiasm.app.hospital;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.chiasm.app.files.StageProgress;

/**
 * Builds a synthetic hospital on disk: {@code pacs/} (DICOM), {@code ehr/} (FHIR NDJSON), {@code
 * ecg/} (WFDB), {@code study.yaml}, {@code site.yaml} and, beside them, {@code truth/}.
 *
 * <p>A few patients are made at a time, so memory does not grow with their number; the files do not
 * depend on how many cores make them.
 */
public final class Hospital {
  private static final int TOGETHER = 16;

  private final HospitalPlan plan;

  /** The hospital of a plan. */
  public Hospital(HospitalPlan plan) {
    this.plan = requireNonNull(plan, "plan");
  }

  /**
   * Writes the hospital into a folder, which should be new or empty.
   *
   * @throws IOException if it cannot be written
   */
  public void write(Path folder, StageProgress progress) throws IOException {
    Files.createDirectories(folder);
    var generator = new PatientGenerator(plan.seed());
    var labs = new LabGenerator(plan.seed());
    var notes = new AdmissionNotes(plan.seed());
    var pacs = new PacsExport(plan.seed(), folder.resolve("pacs"));
    var ecgs = new EcgExport(plan.seed(), folder.resolve("ecg"));
    try (var ehr = new EhrExport(folder.resolve("ehr"));
        var truth = new Truth(plan.seed(), folder.resolve("truth"))) {
      for (int from = 0; from < plan.patients(); from += TOGETHER) {
        int to = Math.min(from + TOGETHER, plan.patients());
        var recorded = recordings(from, to, generator, pacs, ecgs);
        for (int index = from; index < to; index++) {
          var patient = generator.patient(index);
          var results = labs.results(patient);
          ehr.patient(patient);
          ehr.encounter(patient);
          ehr.conditions(patient, notes.coded(patient));
          for (var result : results) {
            ehr.result(patient, result);
          }
          for (var note : notes.notes(patient)) {
            ehr.note(patient, note);
          }
          truth.patient(
              patient,
              CtScan.of(plan.seed(), patient),
              IdentifierError.of(plan.seed(), patient),
              isContested(index, generator),
              recorded.get(index - from),
              ExpectedInputs.labs(patient, results));
          progress.update(index + 1L, plan.patients());
        }
      }
    }
    copy("study.yaml", folder);
    copy("site.yaml", folder);
  }

  /**
   * Writes the CTs and ECGs of some patients side by side: each has files and chances of its own.
   *
   * @return what there is of each one's ECG, in order
   */
  private List<EcgExport.State> recordings(
      int from, int to, PatientGenerator generator, PacsExport pacs, EcgExport ecgs)
      throws IOException {
    try {
      return IntStream.range(from, to)
          .parallel()
          .mapToObj(
              index -> {
                var patient = generator.patient(index);
                var scan = CtScan.of(plan.seed(), patient);
                var error = IdentifierError.of(plan.seed(), patient);
                try {
                  pacs.write(patient, scan, error, typedNumber(patient, error, generator));
                  return ecgs.write(patient);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              })
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private boolean isContested(int index, PatientGenerator generator) {
    int before = Math.floorMod(index - 1, plan.patients());
    return before != index
        && IdentifierError.of(plan.seed(), generator.patient(before))
            == IdentifierError.OTHER_PATIENT;
  }

  private String typedNumber(
      PatientTruth patient, IdentifierError error, PatientGenerator generator) {
    return switch (error) {
      case OTHER_PATIENT -> generator.patient((patient.index() + 1) % plan.patients()).mrn();
      case UNKNOWN_NUMBER -> "9" + patient.mrn();
      case NONE, NO_ISSUER, PADDED -> patient.mrn();
    };
  }

  private static void copy(String name, Path folder) throws IOException {
    try (InputStream in =
        requireNonNull(Hospital.class.getResourceAsStream(name), "resource " + name)) {
      Files.write(folder.resolve(name), in.readAllBytes());
    }
  }
}
