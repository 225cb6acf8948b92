package org.chiasm.connect.ecgfile;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.chiasm.connect.recording.RecordingHeader;
import org.chiasm.waveform.EcgSignal;

/**
 * An electrocardiogram read from a file, with what the file says of it.
 *
 * @param format of the file
 * @param signal every lead, in microvolts; the whole or its beginning, as was asked for
 * @param durationSeconds of the whole recording
 * @param checksum what the file's checksums say
 * @param header who was recorded and when, as far as the file itself says it
 * @param stated intervals that the file carries, in milliseconds and the heart rate in beats a
 *     minute, by name (see {@link org.chiasm.waveform.IntervalNames})
 * @param markedBeats samples at which the file, or an annotation file beside it, marks a beat
 * @param remarks what a reader of the record should know, without patient data
 */
public record EcgRecord(
    Format format,
    EcgSignal signal,
    double durationSeconds,
    Checksum checksum,
    RecordingHeader header,
    SortedMap<String, Double> stated,
    List<Long> markedBeats,
    List<String> remarks) {
  /** The formats. */
  public enum Format {
    WFDB,
    DICOM,
    FHIR_SAMPLED_DATA,
    HL7_AECG,
    SCP_ECG,
    EDF,
    BDF;

    /** As in the documentation: {@code hl7_aecg}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What checksums say. */
  public enum Checksum {
    /** Every stated one is right. */
    VERIFIED,
    /** The file, or its format, states none. */
    NOT_STATED
  }

  /** Copies. */
  public EcgRecord {
    requireNonNull(format, "format");
    requireNonNull(signal, "signal");
    requireNonNull(checksum, "checksum");
    requireNonNull(header, "header");
    stated = Collections.unmodifiableSortedMap(new TreeMap<>(stated));
    markedBeats = List.copyOf(markedBeats);
    remarks = List.copyOf(remarks);
  }
}
