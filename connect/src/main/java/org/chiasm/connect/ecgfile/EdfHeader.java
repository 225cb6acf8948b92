package org.chiasm.connect.ecgfile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chiasm.Demographics;
import org.chiasm.Sex;
import org.chiasm.connect.recording.EcgFileException;
import org.chiasm.connect.recording.RecordingHeader;

/**
 * The header of an EDF, EDF+ or BDF file: fields of fixed width in ASCII (Kemp et al.,
 * doi:10.1016/0013-4694(92)90009-7 and doi:10.1016/S1388-2457(03)00123-8; BDF: 24 bit samples).
 *
 * @param sampleBytes of one sample: 2, or 3 in a BDF file
 * @param kind the reserved field: {@code EDF+C}, {@code EDF+D}, empty or other words
 * @param records data records, negative where the header does not know
 * @param recordSeconds of one data record
 * @param signals in their order
 * @param recording who was recorded and when
 */
record EdfHeader(
    int sampleBytes,
    String kind,
    long records,
    double recordSeconds,
    List<Signal> signals,
    RecordingHeader recording) {
  private static final int FIXED = 256;
  private static final int MOST_SIGNALS = 512;
  private static final int MOST_SAMPLES_A_RECORD = 1 << 24;

  /** Years of two digits from here on are of the century before. */
  private static final int CLIPPING_YEAR = 85;

  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern DAY = Pattern.compile("(\\d{1,2})-([A-Z]{3})-(\\d{4})");
  private static final Pattern SHORT = Pattern.compile("(\\d\\d)[.:/-](\\d\\d)[.:/-](\\d\\d)");

  /**
   * One signal.
   *
   * @param low physical value of the digital {@code least}
   * @param high physical value of the digital {@code most}
   * @param samples in each data record
   */
  record Signal(
      String label, String unit, double low, double high, double least, double most, int samples) {}

  /** Whether a file begins like an EDF file. */
  static boolean isEdf(byte[] head) {
    return head.length >= 8 && new String(head, 0, 8, ISO_8859_1).equals("0       ");
  }

  /** Whether a file begins like a BDF file. */
  static boolean isBdf(byte[] head) {
    return head.length >= 8
        && head[0] == (byte) 0xff
        && new String(head, 1, 7, ISO_8859_1).equals("BIOSEMI");
  }

  /** Whether the recording was interrupted. */
  boolean hasGaps() {
    return kind.startsWith("EDF+D") || kind.startsWith("BDF+D");
  }

  /** The bytes of the header, after which the samples begin. */
  int bytes() {
    return FIXED * (signals.size() + 1);
  }

  /** The bytes of a data record. */
  long recordBytes() {
    return signals.stream().mapToLong(signal -> (long) sampleBytes * signal.samples).sum();
  }

  static EdfHeader read(byte[] file) throws EcgFileException {
    if (file.length < FIXED) {
      throw EcgFileException.truncated("EDF: the file ends within its header");
    }
    int count = (int) number(file, 252, 4, "number of signals");
    double seconds = number(file, 244, 8, "duration of a data record");
    if (count < 1 || count > MOST_SIGNALS || file.length < FIXED * (count + 1) || !(seconds > 0)) {
      throw EcgFileException.malformed(
          "EDF header of " + count + " signals, data records of " + seconds + " s");
    }
    var signals = new ArrayList<Signal>();
    for (int s = 0; s < count; s++) {
      double samples = number(file, field(count, 216, 8, s), 8, "samples of a record");
      if (samples < 0 || samples > MOST_SAMPLES_A_RECORD) {
        throw EcgFileException.malformed("EDF: " + samples + " samples in a data record");
      }
      signals.add(
          new Signal(
              text(file, field(count, 0, 16, s), 16),
              text(file, field(count, 96, 8, s), 8),
              number(file, field(count, 104, 8, s), 8, "physical minimum"),
              number(file, field(count, 112, 8, s), 8, "physical maximum"),
              number(file, field(count, 120, 8, s), 8, "digital minimum"),
              number(file, field(count, 128, 8, s), 8, "digital maximum"),
              (int) samples));
    }
    return new EdfHeader(
        isBdf(file) ? 3 : 2,
        text(file, 192, 44),
        (long) number(file, 236, 8, "number of data records"),
        seconds,
        List.copyOf(signals),
        recording(text(file, 8, 80), text(file, 88, 80), text(file, 168, 8), text(file, 176, 8)));
  }

  /**
   * Who and when. The patient's field counts where it has the subfields of EDF+ (code, sex, date of
   * birth, name); words of another sort may be a name, an address or nothing, and are not taken for
   * an identifier. EDF+ writes what is unknown, or shall not be known, as {@code X}.
   */
  private static RecordingHeader recording(
      String patient, String recording, String date, String time) {
    var who = SPACES.splitAsStream(patient).toList();
    boolean isPlus =
        who.size() >= 4
            && who.get(1).matches("[MFX]")
            && (who.get(2).equals("X") || day(who.get(2)).isPresent());
    return new RecordingHeader(
        isPlus && !who.getFirst().equals("X") ? who.getFirst() : "",
        "",
        isPlus ? person(who) : Demographics.unknown(),
        start(recording, date, time),
        Optional.empty());
  }

  /** Not the name: EDF+ does not say which part of it is the family's. */
  private static Demographics person(List<String> who) {
    return new Demographics(
        "",
        "",
        switch (who.get(1)) {
          case "M" -> Sex.MALE;
          case "F" -> Sex.FEMALE;
          default -> Sex.UNKNOWN;
        },
        day(who.get(2)).orElse(null),
        null);
  }

  /** The day is that of EDF+ with a year of four digits, else that of the header. */
  private static Optional<LocalDateTime> start(String recording, String date, String time) {
    var words = SPACES.splitAsStream(recording).toList();
    boolean isPlus = words.size() > 1 && words.getFirst().equalsIgnoreCase("Startdate");
    var day = isPlus ? day(words.get(1)) : shortDay(date);
    var clock = SHORT.matcher(time);
    if (day.isEmpty() || !clock.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          day.get()
              .atTime(
                  LocalTime.of(
                      Integer.parseInt(clock.group(1)),
                      Integer.parseInt(clock.group(2)),
                      Integer.parseInt(clock.group(3)))));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<LocalDate> day(String text) {
    var parts = DAY.matcher(text.toUpperCase(Locale.ROOT));
    if (!parts.matches()) {
      return Optional.empty();
    }
    for (var month : Month.values()) {
      if (month.name().startsWith(parts.group(2))) {
        return date(Integer.parseInt(parts.group(3)), month, Integer.parseInt(parts.group(1)));
      }
    }
    return Optional.empty();
  }

  private static Optional<LocalDate> shortDay(String text) {
    var parts = SHORT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int year = Integer.parseInt(parts.group(3));
    int month = Integer.parseInt(parts.group(2));
    return month < 1 || month > 12
        ? Optional.empty()
        : date(
            year + (year >= CLIPPING_YEAR ? 1900 : 2000),
            Month.of(month),
            Integer.parseInt(parts.group(1)));
  }

  private static Optional<LocalDate> date(int year, Month month, int day) {
    try {
      return Optional.of(LocalDate.of(year, month, day));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static int field(int signals, int start, int width, int signal) {
    return FIXED + start * signals + width * signal;
  }

  private static String text(byte[] file, int at, int length) {
    return new String(file, at, length, ISO_8859_1).strip();
  }

  private static double number(byte[] file, int at, int length, String what)
      throws EcgFileException {
    String text = text(file, at, length);
    if (!text.matches("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?")) {
      throw EcgFileException.malformed("EDF: the " + what + " is not a number");
    }
    double value = Double.parseDouble(text);
    if (!Double.isFinite(value)) {
      throw EcgFileException.malformed("EDF: the " + what + " is not finite");
    }
    return value;
  }
}
