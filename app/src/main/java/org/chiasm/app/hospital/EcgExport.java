package org.chiasm.app.hospital;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chiasm.Sex;
import org.chiasm.connect.wfdb.WfdbWriter;
import org.chiasm.waveform.EcgSignal;

/**
 * Writes the ECGs as WFDB records; not everybody has one, and some show nothing but a flat line.
 */
final class EcgExport {
  private static final double RECORDED_SHARE = 0.7;
  private static final double RECORDED_SHARE_OF_FAILING_HEARTS = 0.95;
  private static final double ELECTRODES_OFF_SHARE = 0.04;
  private static final long MINUTES_BEFORE_CT_MAX = 170;

  private final long seed;
  private final Path folder;

  EcgExport(long seed, Path folder) throws IOException {
    this.seed = seed;
    this.folder = folder;
    Files.createDirectories(folder);
  }

  /** What there is of a patient's ECG. */
  enum State {
    NONE,
    READABLE,
    ELECTRODES_OFF
  }

  /** The name of a patient's record. */
  static String reference(PatientTruth patient) {
    return String.format(Locale.ROOT, "ecg%05d", patient.index());
  }

  State write(PatientTruth patient) throws IOException {
    var chance = new Chance(seed, patient.index(), "ecg-recorded");
    boolean failing = patient.comorbidities().contains(Comorbidity.HEART_FAILURE);
    if (!chance.happens(failing ? RECORDED_SHARE_OF_FAILING_HEARTS : RECORDED_SHARE)) {
      return State.NONE;
    }
    boolean off = chance.happens(ELECTRODES_OFF_SHARE);
    var samples = EcgSynthesizer.signal(seed, patient, off);
    var microvolts = new float[samples.length][];
    for (int lead = 0; lead < samples.length; lead++) {
      microvolts[lead] = new float[samples[lead].length];
      for (int i = 0; i < samples[lead].length; i++) {
        microvolts[lead][i] = samples[lead][i];
      }
    }
    WfdbWriter.write(
        folder,
        reference(patient),
        EcgSignal.of(EcgSynthesizer.SAMPLING_HZ, List.of(EcgSynthesizer.LEADS), microvolts),
        Optional.of(
            patient
                .ctTime()
                .minusSeconds(60 * (long) chance.below((int) MINUTES_BEFORE_CT_MAX))
                .atZone(DemoSite.ZONE)
                .toLocalDateTime()),
        List.of(
            "Patient ID: " + patient.mrn(),
            "Issuer of Patient ID: " + DemoSite.ISSUER_NAME,
            "Sex: " + (patient.sex() == Sex.FEMALE ? "Female" : "Male")));
    return off ? State.ELECTRODES_OFF : State.READABLE;
  }
}
