package org.chiasm.lab;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chiasm.Quantity;
import org.jspecify.annotations.Nullable;

/** The grammar of {@link NumericText}. */
final class NumericTextParser {
  private static final int LENGTH_MAX = 80;

  private static final Pattern TITER = Pattern.compile("(<=|>=|<|>|≤|≥)?\\s*1\\s*:\\s*(\\d{1,7})");

  private static final Pattern MEASURED =
      Pattern.compile(
          "(<=|>=|=<|=>|<|>|≤|≥|=|(?i:less than|greater than|more than))?\\s*"
              + "([+-]?\\d[\\d.,]*(?:[eE][+-]?\\d{1,2})?|[+-]?[.,]\\d+)\\s*(\\D.*)?");

  /**
   * A comma or point with exactly three digits after it may group thousands or begin a fraction.
   */
  private static final Pattern AMBIGUOUS = Pattern.compile("[+-]?[1-9]\\d{0,2}[.,]\\d{3}");

  private static final Pattern GROUPED_COMMA =
      Pattern.compile("[+-]?[1-9]\\d{0,2}(?:(?:,\\d{3}){2,}(?:\\.\\d+)?|,\\d{3}\\.\\d+)");
  private static final Pattern GROUPED_POINT =
      Pattern.compile("[+-]?[1-9]\\d{0,2}(?:(?:\\.\\d{3}){2,}(?:,\\d+)?|\\.\\d{3},\\d+)");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:\\d+(?:[.,]\\d*)?|[.,]\\d+)(?:[eE][+-]?\\d{1,2})?");

  private static final Pattern GROUPED_SPACE =
      Pattern.compile(
          "^([<>=≤≥]{0,2}\\s*)([+-]?[1-9]\\d{0,2}(?:[ \\u00A0\\u2009\\u202F'’]\\d{3})+)(?![\\d'’])(?! \\d)");

  private static final Pattern SECOND_NUMBER =
      Pattern.compile("(?:-|–|to|bis|/|[eE][+-]?)\\s*\\d.*");

  private NumericTextParser() {}

  static NumericText parse(String text) {
    if (text.length() > LENGTH_MAX) {
      return new NumericText.Unread(
          "a text of " + text.length() + " characters; expected a number");
    }
    String trimmed = ungrouped(AbnormalFlag.without(text, false));
    var titer = TITER.matcher(trimmed);
    if (titer.matches()) {
      double dilution = Double.parseDouble(titer.group(2));
      return dilution > 0
          ? new NumericText.Titer(dilution, comparator(titer.group(1)))
          : new NumericText.Unread("a titre of zero");
    }
    var measured = MEASURED.matcher(trimmed);
    if (!measured.matches()) {
      return new NumericText.Unread("words; expected a number");
    }
    String rest = Optional.ofNullable(measured.group(3)).orElse("").strip();
    if (SECOND_NUMBER.matcher(rest).matches()) {
      return new NumericText.Unread("more than one number, or none that a double holds");
    }
    if (rest.startsWith("+")) {
      return new NumericText.Unread("an ordinal; expected a number");
    }
    return number(measured.group(2))
        .<NumericText>map(
            value ->
                new NumericText.Measured(new Quantity(value, comparator(measured.group(1)), rest)))
        .orElseGet(
            () -> new NumericText.Unread("a number that could be read in two ways, or in none"));
  }

  /** Thousands apart by spaces or apostrophes put together: {@code 1 234,5} is 1234,5. */
  static String ungrouped(String text) {
    var grouped = GROUPED_SPACE.matcher(text);
    return grouped.find()
        ? grouped.group(1)
            + grouped.group(2).replaceAll("[ \\u00A0\\u2009\\u202F'’]", "")
            + text.substring(grouped.end())
        : text;
  }

  private static Optional<Double> number(String digits) {
    String plain;
    if (AMBIGUOUS.matcher(digits).matches()) {
      return Optional.empty();
    } else if (GROUPED_COMMA.matcher(digits).matches()) {
      plain = digits.replace(",", "");
    } else if (GROUPED_POINT.matcher(digits).matches()) {
      plain = digits.replace(".", "").replace(',', '.');
    } else if (DECIMAL.matcher(digits).matches()) {
      plain = digits.replace(',', '.');
    } else {
      return Optional.empty();
    }
    double value = Double.parseDouble(plain);
    return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
  }

  /** What a comparator's sign or words mean; equality where there is none. */
  static Quantity.Comparator comparator(@Nullable String symbol) {
    return switch (symbol == null ? "" : symbol.toLowerCase(Locale.ROOT)) {
      case "<", "less than" -> Quantity.Comparator.LESS;
      case "<=", "=<", "≤" -> Quantity.Comparator.LESS_OR_EQUAL;
      case ">", "greater than", "more than" -> Quantity.Comparator.GREATER;
      case ">=", "=>", "≥" -> Quantity.Comparator.GREATER_OR_EQUAL;
      default -> Quantity.Comparator.EQUAL;
    };
  }
}
