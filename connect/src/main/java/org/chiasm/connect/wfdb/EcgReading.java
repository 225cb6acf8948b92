package org.chiasm.connect.wfdb;

import static java.util.Objects.requireNonNull;

import org.chiasm.DataIssue;
import org.chiasm.waveform.EcgSignal;

/** What came of reading an electrocardiogram: the signal, or why there is none. */
public sealed interface EcgReading {
  /**
   * The signal.
   *
   * @param signal every ECG lead of the record, in microvolts
   * @param checksum what the header's checksums say of the whole record
   * @param isCalibrated whether the header states the gain of every lead
   */
  record Read(EcgSignal signal, ChecksumState checksum, boolean isCalibrated)
      implements EcgReading {
    /** Checks that nothing is missing. */
    public Read {
      requireNonNull(signal, "signal");
      requireNonNull(checksum, "checksum");
    }
  }

  /**
   * No signal.
   *
   * @param kind what is wrong
   * @param reason in words, without patient data
   */
  record Refused(DataIssue.Kind kind, String reason) implements EcgReading {
    /** Checks that nothing is missing. */
    public Refused {
      requireNonNull(kind, "kind");
      requireNonNull(reason, "reason");
    }
  }
}
