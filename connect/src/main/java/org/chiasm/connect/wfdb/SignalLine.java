package org.chiasm.connect.wfdb;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one signal specification line (WFDB header(5)). */
final class SignalLine {
  private static final double DEFAULT_GAIN = 200;
  private static final Pattern FORMAT =
      Pattern.compile("(\\d{1,4})(?:x(\\d{1,6}))?(?::(\\d{1,9}))?(?:\\+(\\d{1,15}))?");
  private static final Pattern GAIN =
      Pattern.compile(
          "([-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d{1,3})?)"
              + "(?:\\(([-+]?\\d{1,12}(?:\\.\\d*)?)\\))?(?:/(\\S+))?");
  private static final Pattern WHOLE_NUMBER = Pattern.compile("[-+]?\\d{1,10}");
  private static final int NUMBERS_AFTER_GAIN = 5;

  private SignalLine() {}

  static SignalSpecification parse(String line) throws WfdbException {
    var fields = new FieldCursor(line);
    String fileName = fields.next();
    if (!fileName.equals(SignalSpecification.NO_FILE)) {
      requirePlainName(fileName);
    }
    Matcher format = FORMAT.matcher(fields.next());
    if (!format.matches()) {
      throw WfdbException.malformed("expected a signal format such as 16 or 212x4:3+24");
    }
    int samplesPerFrame = format.group(2) == null ? 1 : Integer.parseInt(format.group(2));
    if (samplesPerFrame == 0) {
      throw WfdbException.malformed("expected at least one sample per frame, got 0");
    }
    Matcher gain = GAIN.matcher(fields.peek());
    boolean hasGain = gain.matches();
    if (hasGain) {
      fields.next();
    }
    var numbers = new OptionalInt[NUMBERS_AFTER_GAIN];
    for (int i = 0; i < numbers.length; i++) {
      boolean more = hasGain && WHOLE_NUMBER.matcher(fields.peek()).matches();
      numbers[i] = more ? OptionalInt.of((int) Long.parseLong(fields.next())) : OptionalInt.empty();
    }
    int adcZero = numbers[1].orElse(0);
    double statedGain = hasGain ? Double.parseDouble(gain.group(1)) : 0;
    boolean isCalibrated = statedGain != 0 && Double.isFinite(statedGain);
    return new SignalSpecification(
        fileName,
        SignalFormat.of(Integer.parseInt(format.group(1))),
        samplesPerFrame,
        format.group(3) == null ? 0 : Integer.parseInt(format.group(3)),
        format.group(4) == null ? 0 : Long.parseLong(format.group(4)),
        isCalibrated ? statedGain : DEFAULT_GAIN,
        isCalibrated,
        hasGain && gain.group(2) != null ? Double.parseDouble(gain.group(2)) : adcZero,
        hasGain && gain.group(3) != null ? gain.group(3) : "mV",
        adcZero,
        numbers[2].orElse(adcZero),
        numbers[3],
        fields.rest());
  }

  /** Refuses names that would lead out of the header's own folder. */
  static void requirePlainName(String name) throws WfdbException {
    if (name.indexOf('/') >= 0
        || name.indexOf('\\') >= 0
        || name.indexOf('\0') >= 0
        || name.startsWith("..")
        || name.equals(".")
        || name.equals("-")) {
      throw WfdbException.malformed(
          "expected the name of a file in the header's own folder, got one that leads elsewhere");
    }
  }

  /** Fields of a line from left to right. */
  private static final class FieldCursor {
    private String rest;

    FieldCursor(String line) {
      this.rest = line.strip();
    }

    String peek() {
      int end = 0;
      while (end < rest.length() && !Character.isWhitespace(rest.charAt(end))) {
        end++;
      }
      return rest.substring(0, end);
    }

    String next() {
      String field = peek();
      rest = rest.substring(field.length()).strip();
      return field;
    }

    String rest() {
      return rest;
    }
  }
}
