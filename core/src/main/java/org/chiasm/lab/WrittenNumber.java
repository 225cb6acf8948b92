package org.chiasm.lab;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chiasm.Quantity;

/**
 * A number or a range of numbers as a person or a table writes it, exactly: {@code 5.50}, {@code
 * <0,5}, {@code 3.5-5.1}, {@code 1:80}.
 *
 * <p>A single point is a decimal point. A single comma is a decimal comma, but {@code 1,234} could
 * group thousands and is not read.
 *
 * @param comparator how the true value relates to the number, equality for a range
 * @param ends one number, or the two ends of a range in ascending order
 * @param kind what was written
 */
record WrittenNumber(Quantity.Comparator comparator, List<BigDecimal> ends, Kind kind) {
  /** What was written. */
  enum Kind {
    NUMBER,
    RANGE,
    TITER
  }

  private static final int LENGTH_MAX = 60;
  private static final int EXPONENT_MAX = 99;

  private static final String NUMBER =
      "[+-]?(?:\\d[\\d.,'’\\u00A0\\u202F]*|[.,]\\d+)(?:[eE][+-]?\\d{1,3})?";
  private static final Pattern SINGLE =
      Pattern.compile("(?:~|" + NumericTextParser.COMPARATOR + ")\\s*(" + NUMBER + ")");
  private static final Pattern RANGE =
      Pattern.compile("(" + NUMBER + ")\\s*(?:-|–|—|to|bis|\\.\\.)\\s*(" + NUMBER + ")");
  private static final Pattern TITER = Pattern.compile("(<=|>=|<|>|≤|≥)?\\s*1\\s*:\\s*(\\d{1,9})");

  private static final Pattern AMBIGUOUS = Pattern.compile("[+-]?[1-9]\\d{0,2},\\d{3}");
  private static final Pattern GROUPED_MARK =
      Pattern.compile("[+-]?[1-9]\\d{0,2}(?:['’\\u00A0\\u202F]\\d{3})+(?:[.,]\\d+)?");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:\\d+(?:[.,]\\d*)?|[.,]\\d+)(?:[eE]([+-]?\\d{1,3}))?");

  WrittenNumber {
    requireNonNull(comparator, "comparator");
    ends = List.copyOf(ends);
    requireNonNull(kind, "kind");
  }

  /** Reads a text; empty where it is no number or could be two. */
  static Optional<WrittenNumber> read(String text) {
    if (text.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    String trimmed = NumericTextParser.ungrouped(text.strip().replace('−', '-'));
    var titer = TITER.matcher(trimmed);
    if (titer.matches()) {
      var dilution = new BigDecimal(titer.group(2));
      return dilution.signum() > 0
          ? Optional.of(
              new WrittenNumber(
                  NumericTextParser.comparator(titer.group(1)), List.of(dilution), Kind.TITER))
          : Optional.empty();
    }
    var single = SINGLE.matcher(trimmed);
    if (single.matches()) {
      if (trimmed.startsWith("~")) {
        return Optional.empty();
      }
      return number(single.group(2))
          .map(
              number ->
                  new WrittenNumber(
                      NumericTextParser.comparator(single.group(1)), List.of(number), Kind.NUMBER));
    }
    var range = RANGE.matcher(trimmed.toLowerCase(Locale.ROOT));
    if (!range.matches()) {
      return Optional.empty();
    }
    var low = number(range.group(1));
    var high = number(range.group(2));
    return low.isPresent() && high.isPresent() && low.get().compareTo(high.get()) <= 0
        ? Optional.of(
            new WrittenNumber(
                Quantity.Comparator.EQUAL, List.of(low.get(), high.get()), Kind.RANGE))
        : Optional.empty();
  }

  /** Why a text is not read, in words and without the text. */
  static String reason(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty()) {
      return "no value; expected a number";
    }
    if (AMBIGUOUS.matcher(trimmed.replaceFirst("^[<>=≤≥]+\\s*", "")).matches()) {
      return "the comma could group thousands or begin a fraction; write a decimal point";
    }
    if (OrdinalResult.parse(trimmed).isPresent()) {
      return "an ordinal result, which has no unit to convert";
    }
    return "not a number that can be read in one way";
  }

  private static Optional<BigDecimal> number(String digits) {
    String plain;
    if (AMBIGUOUS.matcher(digits).matches()) {
      return Optional.empty();
    } else if (NumericTextParser.GROUPED_COMMA.matcher(digits).matches()) {
      plain = digits.replace(",", "");
    } else if (NumericTextParser.GROUPED_POINT.matcher(digits).matches()) {
      plain = digits.replace(".", "").replace(',', '.');
    } else if (GROUPED_MARK.matcher(digits).matches()) {
      plain = digits.replaceAll("['’\\u00A0\\u202F]", "").replace(',', '.');
    } else {
      var decimal = DECIMAL.matcher(digits);
      if (!decimal.matches()
          || (decimal.group(1) != null
              && Math.abs(Integer.parseInt(decimal.group(1))) > EXPONENT_MAX)) {
        return Optional.empty();
      }
      plain = digits.replace(',', '.');
    }
    return Optional.of(new BigDecimal(plain));
  }
}
