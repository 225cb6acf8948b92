package org.chiasm.app.hospital;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * What is true of the hospital, as tables beside its exports: {@code patients.csv} (one line for
 * each), {@code series.csv} (every image series, with the right one marked) and {@code inputs.csv}
 * (what the demo study's rows must hold).
 */
final class Truth implements AutoCloseable {
  private final long seed;
  private final BufferedWriter patients;
  private final BufferedWriter series;
  private final BufferedWriter inputs;

  Truth(long seed, Path folder) throws IOException {
    this.seed = seed;
    Files.createDirectories(folder);
    patients = Files.newBufferedWriter(folder.resolve("patients.csv"));
    series = Files.newBufferedWriter(folder.resolve("series.csv"));
    inputs = Files.newBufferedWriter(folder.resolve("inputs.csv"));
    patients.write(
        "patient,mrn,fhir_id,study_instance_uid,identifier_error,case_expected,risk,outcome,ecg\n");
    series.write("patient,study_instance_uid,series_instance_uid,content,right\n");
    inputs.write("patient,series_instance_uid,input,expected\n");
  }

  /**
   * Writes everything that is true of a patient.
   *
   * @param numberIsContested another patient's CT bears this patient's number, so that nobody can
   *     tell whose images those under it are
   */
  void patient(
      PatientTruth patient,
      CtScan scan,
      IdentifierError error,
      boolean numberIsContested,
      EcgExport.State ecg,
      Map<String, ExpectedInputs.Lab> labs)
      throws IOException {
    boolean caseExpected =
        scan.hasThinLungSeries()
            && !numberIsContested
            && error != IdentifierError.OTHER_PATIENT
            && error != IdentifierError.UNKNOWN_NUMBER;
    patients.write(
        String.format(
            Locale.ROOT,
            "%d,%s,p%d,%s,%s,%b,%.6f,%d,%s\n",
            patient.index(),
            patient.mrn(),
            patient.index(),
            PacsExport.studyUid(seed, patient),
            error.name().toLowerCase(Locale.ROOT),
            caseExpected,
            patient.risk(),
            patient.intensiveCare() ? 1 : 0,
            ecg.name().toLowerCase(Locale.ROOT)));
    String chosen = "";
    for (var each : scan.series()) {
      String uid = PacsExport.seriesUid(seed, patient, each);
      boolean right = each.content() == CtScan.Content.LUNG_THIN;
      if (right) {
        chosen = uid;
      }
      series.write(
          String.format(
              Locale.ROOT,
              "%d,%s,%s,%s,%b\n",
              patient.index(),
              PacsExport.studyUid(seed, patient),
              uid,
              each.content().name().toLowerCase(Locale.ROOT),
              right));
    }
    if (!chosen.isEmpty()) {
      for (var test : LabTest.values()) {
        var value = labs.get(test.input());
        input(
            patient,
            chosen,
            test.input(),
            value == null ? "" : value.last() + "|" + value.lastWithUnit());
      }
      for (var comorbidity : Comorbidity.values()) {
        input(
            patient,
            chosen,
            comorbidity.group(),
            patient.comorbidities().contains(comorbidity) ? "1" : "0");
      }
      input(
          patient,
          chosen,
          "ecg",
          ecg == EcgExport.State.READABLE ? EcgExport.reference(patient) : "");
    }
  }

  private void input(PatientTruth patient, String seriesUid, String name, String expected)
      throws IOException {
    inputs.write(
        String.format(Locale.ROOT, "%d,%s,%s,%s\n", patient.index(), seriesUid, name, expected));
  }

  @Override
  public void close() throws IOException {
    patients.close();
    series.close();
    inputs.close();
  }
}
