package org.chiasm.connect.ecgfile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import java.util.TreeMap;
import org.chiasm.connect.recording.EcgFileException;
import org.chiasm.connect.recording.LeadCollector;
import org.chiasm.connect.recording.Voltage;
import org.chiasm.waveform.LeadNames;

/**
 * Reads the ECG signals of an EDF or EDF+C file (Kemp et al., doi:10.1016/0013-4694(92)90009-7 and
 * doi:10.1016/S1388-2457(03)00123-8): those whose label names a lead and whose dimension is a
 * voltage, at the frequency of the first of them. Discontinuous files (EDF+D) are refused.
 */
final class EdfFile {
  private static final int HEADER = 256;

  private EdfFile() {}

  static boolean isEdf(byte[] file) {
    return file.length > HEADER && new String(file, 0, 8, US_ASCII).equals("0       ");
  }

  static EcgRecord read(byte[] file) throws EcgFileException {
    if (text(file, 192, 44).startsWith("EDF+D")) {
      throw EcgFileException.unsupported("EDF+D: a recording with gaps");
    }
    int count = (int) number(file, 252, 4, "number of signals");
    double seconds = number(file, 244, 8, "duration of a data record");
    if (count < 1 || count > 512 || file.length < HEADER * (count + 1) || !(seconds > 0)) {
      throw EcgFileException.malformed(
          "EDF header of " + count + " signals, data records of " + seconds + " s");
    }
    var perRecord = new int[count];
    long size = 0;
    for (int s = 0; s < count; s++) {
      perRecord[s] = (int) number(file, field(count, 216, 8, s), 8, "samples of a record");
      if (perRecord[s] < 0 || perRecord[s] > 1 << 24) {
        throw EcgFileException.malformed("EDF: " + perRecord[s] + " samples in a data record");
      }
      size += 2L * perRecord[s];
    }
    long stated = (long) number(file, 236, 8, "number of data records");
    long whole = size == 0 ? 0 : (file.length - HEADER * (count + 1L)) / size;
    long records = stated < 0 ? whole : stated;
    if (records > whole) {
      throw EcgFileException.truncated(
          "EDF header announces " + records + " data records, the file holds " + whole);
    }
    return leads(file, count, perRecord, (int) size, (int) records, seconds);
  }

  private static EcgRecord leads(
      byte[] file, int count, int[] perRecord, int size, int records, double seconds)
      throws EcgFileException {
    var leads = new LeadCollector();
    int frequency = 0;
    long offset = HEADER * (count + 1L);
    for (int s = 0; s < count; s++) {
      String label = text(file, field(count, 0, 16, s), 16).replaceFirst("^(?i)(ECG|EKG)\\s+", "");
      var unit = Voltage.microvolts(text(file, field(count, 96, 8, s), 8));
      boolean fits = frequency == 0 || perRecord[s] == frequency;
      if (LeadNames.isEcg(label) && unit.isPresent() && perRecord[s] > 0 && fits) {
        frequency = perRecord[s];
        if ((long) frequency * records > LeadCollector.MOST_SAMPLES) {
          throw EcgFileException.unsupported("EDF: more samples than are read at once");
        }
        double low = number(file, field(count, 104, 8, s), 8, "physical minimum");
        double high = number(file, field(count, 112, 8, s), 8, "physical maximum");
        double least = number(file, field(count, 120, 8, s), 8, "digital minimum");
        double most = number(file, field(count, 128, 8, s), 8, "digital maximum");
        if (!(most > least)) {
          throw EcgFileException.malformed("EDF: digital range " + least + " to " + most);
        }
        double gain = (high - low) / (most - least);
        var lead = new float[frequency * records];
        for (int r = 0; r < records; r++) {
          for (int i = 0; i < frequency; i++) {
            int at = (int) (offset + (long) r * size + 2L * i);
            int stored = (short) ((file[at] & 0xff) | (file[at + 1] << 8));
            lead[r * frequency + i] =
                (float) ((low + gain * (stored - least)) * unit.getAsDouble());
          }
        }
        leads.add(label, lead);
      }
      offset += 2L * perRecord[s];
    }
    return new EcgRecord(
        EcgRecord.Format.EDF,
        leads.signal(frequency / seconds),
        EcgRecord.Checksum.NOT_STATED,
        new TreeMap<>(),
        List.of(),
        List.of());
  }

  private static int field(int signals, int start, int width, int signal) {
    return HEADER + start * signals + width * signal;
  }

  private static String text(byte[] file, int at, int length) {
    return new String(file, at, length, US_ASCII).strip();
  }

  private static double number(byte[] file, int at, int length, String what)
      throws EcgFileException {
    try {
      double value = Double.parseDouble(text(file, at, length));
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException _) {
      throw EcgFileException.malformed("EDF: the " + what + " is not a number");
    }
    throw EcgFileException.malformed("EDF: the " + what + " is not finite");
  }
}
