package org.chiasm.connect.ecgfile;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
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
  private final byte[] file;
  private final EdfHeader header;
  private final int records;

  private EdfFile(byte[] file, EdfHeader header, int records) {
    this.file = file;
    this.header = header;
    this.records = records;
  }

  /** A lead: its place among the signals, where it begins in a data record, and its gain. */
  private record Lead(EdfHeader.Signal signal, String name, long offset, double microvolts) {}

  static boolean isEdf(byte[] head) {
    return EdfHeader.isEdf(head) || EdfHeader.isBdf(head);
  }

  /**
   * Reads a file.
   *
   * @param maxSeconds how much from the start on, positive; whole data records are read
   */
  static EcgRecord read(byte[] file, double maxSeconds) throws EcgFileException {
    var header = EdfHeader.read(file);
    if (header.kind().startsWith("EDF+D") || header.kind().startsWith("BDF+D")) {
      throw EcgFileException.unsupported(header.kind().substring(0, 5) + ": a recording with gaps");
    }
    long size = header.recordBytes();
    long whole = size == 0 ? 0 : (file.length - header.bytes()) / size;
    long records = header.records() < 0 ? whole : header.records();
    if (records > whole) {
      throw EcgFileException.truncated(
          "EDF header announces " + records + " data records, the file holds " + whole);
    }
    long wanted = (long) Math.ceil(maxSeconds / header.recordSeconds());
    return new EdfFile(file, header, (int) Math.min(records, wanted))
        .read(records * header.recordSeconds());
  }

  private EcgRecord read(double durationSeconds) throws EcgFileException {
    var found = leads();
    var collected = new LeadCollector();
    var remarks = new ArrayList<String>();
    int fastest = found.stream().mapToInt(lead -> lead.signal.samples()).max().orElse(0);
    if ((long) fastest * records * Math.max(1, found.size()) > LeadCollector.MOST_SAMPLES) {
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
    return new EcgRecord(
        header.sampleBytes() == 2 ? EcgRecord.Format.EDF : EcgRecord.Format.BDF,
        collected.signal(fastest / header.recordSeconds()),
        durationSeconds,
        EcgRecord.Checksum.NOT_STATED,
        header.recording(),
        new TreeMap<>(),
        List.of(),
        remarks);
  }

  private List<Lead> leads() throws EcgFileException {
    var leads = new ArrayList<Lead>();
    long offset = 0;
    for (var signal : header.signals()) {
      String name = signal.label().replaceFirst("^(?i)(ECG|EKG)\\s+", "");
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

  private float[] samples(Lead lead) {
    var signal = lead.signal;
    double gain = (signal.high() - signal.low()) / (signal.most() - signal.least());
    int width = header.sampleBytes();
    var samples = new float[signal.samples() * records];
    for (int r = 0; r < records; r++) {
      long at = header.bytes() + r * header.recordBytes() + lead.offset;
      for (int i = 0; i < signal.samples(); i++, at += width) {
        samples[r * signal.samples() + i] =
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
