package org.chiasm.connect.ecgfile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.chiasm.connect.recording.EcgFileException;

/**
 * When the data records of an EDF or BDF file begin, in seconds after the header's start. The
 * time-keeping annotation that stands first in each record says it (EDF+ 2.2.4); in files without
 * gaps that of the first record counts, and the others follow each other.
 */
final class EdfClock {
  private static final Pattern LABEL = Pattern.compile("[EB]DF Annotations");
  private static final Pattern ONSET = Pattern.compile("([+-]\\d{1,9}(?:\\.\\d{1,12})?)\u0014");
  private static final int LONGEST_ONSET = 32;

  private final double[] onsets;
  private final double recordSeconds;

  private EdfClock(double[] onsets, double recordSeconds) {
    this.onsets = onsets;
    this.recordSeconds = recordSeconds;
  }

  /**
   * Of a file.
   *
   * @param records how many data records it has, at least one
   * @throws EcgFileException if a file with gaps does not say where they are, or says what cannot
   *     be
   */
  static EdfClock of(byte[] file, EdfHeader header, int records) throws EcgFileException {
    var onsets = new double[records];
    double seconds = header.recordSeconds();
    onsets[0] = onset(file, header, 0).orElse(0);
    for (int r = 1; r < records; r++) {
      if (!header.hasGaps()) {
        onsets[r] = onsets[0] + r * seconds;
        continue;
      }
      var stated = onset(file, header, r);
      if (stated.isEmpty() || stated.getAsDouble() - onsets[r - 1] < seconds * (1 - 1e-6)) {
        throw EcgFileException.malformed(
            "EDF with gaps: data record "
                + (r + 1)
                + " does not say when it begins, or begins within the one before");
      }
      onsets[r] = stated.getAsDouble();
    }
    return new EdfClock(onsets, seconds);
  }

  /** After the header's start. */
  double firstSeconds() {
    return onsets[0];
  }

  /** From the beginning of the first record to the end of the last. */
  double durationSeconds() {
    return onsets[onsets.length - 1] - onsets[0] + recordSeconds;
  }

  /** How many records begin less than this after the first, at least one. */
  int recordsWithin(double seconds) {
    long count = Arrays.stream(onsets).filter(onset -> onset - onsets[0] < seconds).count();
    return (int) Math.max(1, count);
  }

  /** Where a record's first sample stands among those of its signal. */
  long place(int record, int samplesInRecord) {
    return Math.round((onsets[record] - onsets[0]) / recordSeconds * samplesInRecord);
  }

  private static OptionalDouble onset(byte[] file, EdfHeader header, int record) {
    long at = header.bytes() + record * header.recordBytes();
    for (var signal : header.signals()) {
      int bytes = header.sampleBytes() * signal.samples();
      if (LABEL.matcher(signal.label()).matches()) {
        var text = new String(file, (int) at, Math.min(bytes, LONGEST_ONSET), US_ASCII);
        var onset = ONSET.matcher(text);
        return onset.lookingAt()
            ? OptionalDouble.of(Double.parseDouble(onset.group(1)))
            : OptionalDouble.empty();
      }
      at += bytes;
    }
    return OptionalDouble.empty();
  }
}
