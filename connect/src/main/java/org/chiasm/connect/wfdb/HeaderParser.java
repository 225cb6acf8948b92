package org.chiasm.connect.wfdb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads WFDB header text (WFDB header(5)). */
final class HeaderParser {
  private static final Pattern RECORD = Pattern.compile("([^/\\s]+)(?:/(\\d{1,9}))?");
  private static final String NUMBER = "[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?";
  private static final Pattern FREQUENCY =
      Pattern.compile("(" + NUMBER + ")(?:/" + NUMBER + "(?:\\(" + NUMBER + "\\))?)?");
  private static final Pattern TIME =
      Pattern.compile("(?:(?:(\\d{1,2}):)?(\\d{1,2}):)?(\\d{1,2})(?:\\.(\\d{1,9})\\d*)?");
  private static final Pattern DATE = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private final List<Line> lines = new ArrayList<>();
  private final List<String> comments = new ArrayList<>();

  private record Line(int number, String text) {
    WfdbException malformed(String what) {
      return WfdbException.malformed("header line " + number + ": " + what);
    }
  }

  private HeaderParser(String text) {
    int number = 0;
    for (String line : text.split("\r\n|\n|\r", -1)) {
      number++;
      String stripped = line.strip();
      if (stripped.startsWith("#")) {
        comments.add(stripped.substring(1).strip());
      } else if (!stripped.isEmpty()) {
        lines.add(new Line(number, stripped));
      }
    }
  }

  /** The header in a file's bytes: UTF-8, or Latin-1 where it is not. */
  static WfdbHeader parse(byte[] file) throws WfdbException {
    String text;
    try {
      text = UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
    } catch (CharacterCodingException notUtf8) {
      text = new String(file, ISO_8859_1);
    }
    return new HeaderParser(text).parse();
  }

  private WfdbHeader parse() throws WfdbException {
    if (lines.isEmpty()) {
      throw WfdbException.malformed("the header has no record line");
    }
    Line first = lines.getFirst();
    String[] fields = SPACES.split(first.text(), -1);
    Matcher name = RECORD.matcher(fields[0]);
    if (!name.matches() || fields.length < 2) {
      throw first.malformed("expected a record name and a number of signals");
    }
    long signalCount = count(fields[1], first, "number of signals");
    double frequency =
        fields.length > 2 ? frequency(fields[2], first) : WfdbHeader.DEFAULT_FREQUENCY_HZ;
    int next = 3;
    OptionalLong frames = OptionalLong.empty();
    if (fields.length > next && !fields[next].contains(":") && !fields[next].contains("/")) {
      long stated = count(fields[next++], first, "number of samples");
      frames = stated > 0 ? OptionalLong.of(stated) : OptionalLong.empty();
    }
    var time = fields.length > next ? time(fields[next++], first) : null;
    var date = fields.length > next ? date(fields[next], first) : null;
    boolean multiSegment = name.group(2) != null;
    var signals = multiSegment ? List.<SignalSpecification>of() : signals(signalCount);
    var segments =
        multiSegment ? segments(Long.parseLong(name.group(2))) : List.<SegmentSpecification>of();
    return new WfdbHeader(
        name.group(1),
        frequency,
        frames,
        new WfdbHeader.Start(date, time),
        signals,
        segments,
        comments);
  }

  private List<SignalSpecification> signals(long count) throws WfdbException {
    expectLines(count, "signal");
    var signals = new ArrayList<SignalSpecification>();
    for (Line line : lines.subList(1, lines.size())) {
      try {
        signals.add(SignalLine.parse(line.text()));
      } catch (WfdbException e) {
        throw new WfdbException(e.kind(), "header line " + line.number() + ": " + e.getMessage());
      }
    }
    return signals;
  }

  private List<SegmentSpecification> segments(long count) throws WfdbException {
    expectLines(count, "segment");
    if (count == 0) {
      throw lines.getFirst().malformed("a multi-segment record without segments");
    }
    var segments = new ArrayList<SegmentSpecification>();
    for (Line line : lines.subList(1, lines.size())) {
      String[] fields = SPACES.split(line.text(), -1);
      if (fields.length < 2) {
        throw line.malformed("expected a segment name and a number of samples");
      }
      if (!fields[0].equals(SignalSpecification.NO_FILE)) {
        SignalLine.requirePlainName(fields[0]);
      }
      segments.add(
          new SegmentSpecification(fields[0], count(fields[1], line, "number of samples")));
    }
    return segments;
  }

  private void expectLines(long count, String what) throws WfdbException {
    if (lines.size() - 1 != count) {
      throw WfdbException.malformed(
          "the record line announces "
              + count
              + " "
              + what
              + "s, the header has "
              + (lines.size() - 1)
              + " "
              + what
              + " lines");
    }
  }

  private static long count(String field, Line line, String what) throws WfdbException {
    if (!field.matches("\\d{1,15}")) {
      throw line.malformed("expected a " + what + " as a whole number");
    }
    return Long.parseLong(field);
  }

  private static double frequency(String field, Line line) throws WfdbException {
    Matcher matcher = FREQUENCY.matcher(field);
    double hertz = matcher.matches() ? Double.parseDouble(matcher.group(1)) : -1;
    if (!(hertz > 0) || !(hertz <= 1e7)) {
      throw line.malformed("expected a sampling frequency above 0 and at most 10 MHz");
    }
    return hertz;
  }

  private static LocalTime time(String field, Line line) throws WfdbException {
    Matcher matcher = TIME.matcher(field);
    if (!matcher.matches()) {
      throw line.malformed("expected a base time as HH:MM:SS");
    }
    try {
      String fraction = matcher.group(4) == null ? "" : matcher.group(4);
      return LocalTime.of(
          number(matcher.group(1)),
          number(matcher.group(2)),
          number(matcher.group(3)),
          Integer.parseInt((fraction + "000000000").substring(0, 9)));
    } catch (DateTimeException e) {
      throw line.malformed("the base time is no time of day");
    }
  }

  private static LocalDate date(String field, Line line) throws WfdbException {
    Matcher matcher = DATE.matcher(field);
    if (!matcher.matches()) {
      throw line.malformed("expected a base date as DD/MM/YYYY");
    }
    try {
      return LocalDate.of(
          number(matcher.group(3)), number(matcher.group(2)), number(matcher.group(1)));
    } catch (DateTimeException e) {
      throw line.malformed("the base date is no day, expected DD/MM/YYYY");
    }
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
