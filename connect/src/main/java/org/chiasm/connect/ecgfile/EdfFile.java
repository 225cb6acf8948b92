package org.chiasm.connect.ecgfile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.chiasm.connect.recording.EcgFileException;
import org.chiasm.connect.recording.LeadCollector;
import org.chiasm.connect.recording.Voltage;
import org.chiasm.waveform.LeadNames;
import org.chiasm.waveform.Resampler;

/**
 * Reads the ECG signals of an EDF, EDF+C or BDF file: those whose label names a lead and whose
 * dimension is a voltage, slower ones resampled to the frequency of the fastest. Discontinuous
 * files (EDF+D, BDF+D) are refused.
 */
final class EdfFile {
  private static final Pattern ECG = Pattern.compile("^(?i)(?:ECG|EKG)\\s+");
  private static final Pattern CENTRAL = Pattern.compile("(?i)C\\d");

  /** Electrodes of the head, by the 10–20 system, that no electrocardiogram has. */
  private static final Pattern BRAIN =
      Pattern.compile("(?i)(?:EEG\\s+)?(?:FP[12Z]|F[3478Z]|[CPOT]Z|O[12]|P[34]|T[3-6])(?:\\W.*)?");

  private final byte[] file;
  private final EdfHeader header;
  private final EdfClock clock;
  private final int records;

  private EdfFile(byte[] file, EdfHeader header, EdfClock clock, int records) {
    this.file = file;
    this.header = header;
    this.clock = clock;
    this.records = records;
  }

  /** A lead: its place among the signals, where it begins in a data record, and its gain. */
  private record Lead(EdfHeader.Signal signal, String name, long offset, double microvolts) {}

  /**
   * Reads a file.
   *
   * @param maxSeconds how much from the start on, positive; whole data records are read
   */
  static EcgRecord read(byte[] file, double maxSeconds) throws EcgFileException {
    var header = EdfHeader.read(file);
    long size = header.recordBytes();
    long whole = size == 0 ? 0 : (file.length - header.bytes()) / size;
    long records = header.records() < 0 ? whole : header.records();
    if (records > whole) {
      throw EcgFileException.truncated(
          "EDF header announces " + records + " data records, the file holds " + whole);
    }
    if (records == 0) {
      throw EcgFileException.malformed("EDF: no data record");
    }
    var clock = EdfClock.of(file, header, (int) records);
    return new EdfFile(file, header, clock, clock.recordsWithin(maxSeconds)).read();
  }

  private EcgRecord read() throws EcgFileException {
    var found = leads();
    var collected = new LeadCollector();
    var remarks = new ArrayList<String>();
    int fastest = found.stream().mapToInt(lead -> lead.signal.samples()).max().orElse(0);
    long length = clock.place(records - 1, fastest) + fastest;
    if (length > LeadCollector.MOST_SAMPLES / Math.max(1, found.size())) {
      throw EcgFileException.unsupported("EDF: more samples than are read at once");
    }
    for (var lead : found) {
      var samples = samples(lead);
      if (lead.signal.samples() != fastest) {
        samples = new Resampler(lead.signal.samples(), fastest).resample(samples);
        remarks.add("RESAMPLED: " + lead.name + ", which is sampled more slowly than others");
      }
      collected.add(lead.name, samples);
    }
    var recording = header.recording();
    return new EcgRecord(
        header.sampleBytes() == 2 ? EcgRecord.Format.EDF : EcgRecord.Format.BDF,
        collected.signal(fastest / header.recordSeconds()),
        clock.durationSeconds(),
        EcgRecord.Checksum.NOT_STATED,
        recording.startingLater(Duration.ofNanos(Math.round(clock.firstSeconds() * 1e9))),
        new TreeMap<>(),
        List.of(),
        remarks);
  }

  private List<Lead> leads() throws EcgFileException {
    var leads = new ArrayList<Lead>();
    boolean isBrain =
        header.signals().stream().anyMatch(each -> BRAIN.matcher(each.label()).matches());
    long offset = 0;
    for (var signal : header.signals()) {
      String name = name(signal.label(), isBrain);
      OptionalDouble unit = Voltage.microvolts(signal.unit());
      if (LeadNames.isEcg(name) && unit.isPresent() && signal.samples() > 0) {
        if (!(signal.most() > signal.least()) || signal.high() == signal.low()) {
          throw EcgFileException.malformed(
              "EDF: digital range "
                  + signal.least()
                  + " to "
                  + signal.most()
                  + " for physical range "
                  + signal.low()
                  + " to "
                  + signal.high());
        }
        leads.add(new Lead(signal, name, offset, unit.getAsDouble()));
      }
      offset += (long) header.sampleBytes() * signal.samples();
    }
    return leads;
  }

  /**
   * The lead a label names. {@code ECG V2R} is a lead, if not one that is known; {@code C3} beside
   * electrodes of the head is one of them.
   */
  private static String name(String label, boolean isBrain) {
    String stripped = ECG.matcher(label).replaceFirst("");
    boolean isCardiac = !stripped.equals(label);
    if (isCardiac && !LeadNames.isEcg(stripped)) {
      return "ECG";
    }
    return !isCardiac && isBrain && CENTRAL.matcher(label).matches() ? "" : stripped;
  }

  private float[] samples(Lead lead) {
    var signal = lead.signal;
    double gain = (signal.high() - signal.low()) / (signal.most() - signal.least());
    int width = header.sampleBytes();
    int length = (int) clock.place(records - 1, signal.samples()) + signal.samples();
    var samples = new float[length];
    Arrays.fill(samples, Float.NaN);
    for (int r = 0; r < records; r++) {
      int place = (int) clock.place(r, signal.samples());
      long at = header.bytes() + r * header.recordBytes() + lead.offset;
      for (int i = 0; i < signal.samples(); i++, at += width) {
        samples[place + i] =
            (float)
                ((signal.low() + gain * (stored((int) at, width) - signal.least()))
                    * lead.microvolts);
      }
    }
    return samples;
  }

  /** Two's complement, low byte first; the last byte bears the sign. */
  private int stored(int at, int width) {
    int value = file[at + width - 1];
    for (int i = width - 2; i >= 0; i--) {
      value = (value << 8) | (file[at + i] & 0xff);
    }
    return value;
  }
}
