package org.chiasm.connect.meds;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.chiasm.EventValue;
import org.chiasm.Quantity;
import org.chiasm.connect.store.ParquetRows;

/**
 * What a MEDS row says.
 *
 * @param remark words that stand beside a number and are not its comparator, may be empty
 * @param hash of the row's number, words and unit
 */
record MedsValue(EventValue value, String remark, long hash) {
  private static final int NUMERIC_VALUE = MedsColumn.NUMERIC_VALUE.index();
  private static final int TEXT_VALUE = MedsColumn.TEXT_VALUE.index();

  /** Text that is longer, or has several lines, is a note and not an answer. */
  private static final int LONGEST_ANSWER = 256;

  private static final Pattern BOUND = Pattern.compile("\\s*(<=|>=|<|>|≤|≥)\\s*([0-9.]+)\\s*");
  private static final Map<String, Quantity.Comparator> COMPARATORS =
      Map.of(
          "<", Quantity.Comparator.LESS,
          "<=", Quantity.Comparator.LESS_OR_EQUAL,
          "≤", Quantity.Comparator.LESS_OR_EQUAL,
          ">", Quantity.Comparator.GREATER,
          ">=", Quantity.Comparator.GREATER_OR_EQUAL,
          "≥", Quantity.Comparator.GREATER_OR_EQUAL);

  static MedsValue of(ParquetRows rows, String unit) throws IOException {
    String text = rows.text(TEXT_VALUE).orElse("");
    if (rows.has(NUMERIC_VALUE)) {
      double number = rows.number(NUMERIC_VALUE);
      return number(number, text, unit, hash(Double.doubleToLongBits(number), text, unit));
    }
    long hash = hash(0, text, unit);
    if (text.isBlank()) {
      return new MedsValue(EventValue.Occurrence.OCCURRED, "", hash);
    }
    return new MedsValue(
        text.length() > LONGEST_ANSWER || text.indexOf('\n') >= 0
            ? new EventValue.Narrative(text)
            : new EventValue.Coded(text, ""),
        "",
        hash);
  }

  /** Whether it is free text. */
  boolean isNote() {
    return value instanceof EventValue.Narrative;
  }

  private static MedsValue number(double number, String text, String unit, long hash) {
    if (Double.isNaN(number)) {
      return new MedsValue(new EventValue.Absent("not-a-number"), text, hash);
    }
    if (Double.isInfinite(number)) {
      String reason = number > 0 ? "positive-infinity" : "negative-infinity";
      return new MedsValue(new EventValue.Absent(reason), text, hash);
    }
    var comparator = comparator(number, text);
    boolean isBound = comparator != Quantity.Comparator.EQUAL;
    return new MedsValue(new Quantity(number, comparator, unit), isBound ? "" : text, hash);
  }

  private static Quantity.Comparator comparator(double number, String text) {
    var bound = BOUND.matcher(text);
    if (!text.isEmpty() && bound.matches()) {
      try {
        if (Double.parseDouble(bound.group(2)) == number) {
          return COMPARATORS.getOrDefault(bound.group(1), Quantity.Comparator.EQUAL);
        }
      } catch (NumberFormatException _) {
        return Quantity.Comparator.EQUAL;
      }
    }
    return Quantity.Comparator.EQUAL;
  }

  private static long hash(long number, String text, String unit) {
    var hash = ContentHash.of(number);
    if (!text.isEmpty()) {
      hash = hash.with(1).with(ContentHash.of(text).value());
    }
    return unit.isEmpty() ? hash.value() : hash.with(2).with(ContentHash.of(unit).value()).value();
  }
}
