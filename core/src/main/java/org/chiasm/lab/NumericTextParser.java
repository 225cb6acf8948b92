package org.chiasm.lab;

import java.util.Optional;
import java.util.regex.Pattern;
import org.chiasm.Quantity;
import org.jspecify.annotations.Nullable;

/** The grammar of {@link NumericText}. */
final class NumericTextParser {
  private static final int LENGTH_MAX = 80;

  private static final Pattern TITER = Pattern.compile("(<=|>=|<|>|≤|≥)?\\s*1\\s*:\\s*(\\d{1,7})");

  private static final String LESS =
      "less than|below|under|kleiner als|kleiner dan|kleiner|unter|moins de|inférieur à|inferieur a"
          + "|menor que|menor de|menor a|inferior a|inferiore a|minore di|minder dan";
  private static final String GREATER =
      "greater than|more than|above|over|größer als|groesser als|größer|über|groter dan|meer dan"
          + "|plus de|supérieur à|superieur a|mayor que|mayor de|mayor a|maior que|superior a"
          + "|superiore a|maggiore di";

  /** A sign or words that compare, in a group; words stand before a space. */
  static final String COMPARATOR =
      "(<=|>=|=<|=>|<|>|≤|≥|=|(?iu:" + LESS + "|" + GREATER + ")(?=\\s))?";

  private static final Pattern LESS_WORDS = Pattern.compile("(?iu:" + LESS + ")");
  private static final Pattern GREATER_WORDS = Pattern.compile("(?iu:" + GREATER + ")");

  private static final Pattern MEASURED =
      Pattern.compile(
          COMPARATOR
              + "\\s*"
              + "([+-]?\\d[\\d.,]*(?:[eE][+-]?\\d{1,2})?|[+-]?[.,]\\d+)\\s*(\\D.*)?");

  /**
   * A comma or point with exactly three digits after it may group thousands or begin a fraction.
   */
  private static final Pattern AMBIGUOUS = Pattern.compile("[+-]?[1-9]\\d{0,2}[.,]\\d{3}");

  /** Thousands apart by commas, beyond doubt: twice, or with a decimal point. */
  static final Pattern GROUPED_COMMA =
      Pattern.compile("[+-]?[1-9]\\d{0,2}(?:(?:,\\d{3}){2,}(?:\\.\\d+)?|,\\d{3}\\.\\d+)");

  /** The same with points, and a decimal comma. */
  static final Pattern GROUPED_POINT =
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
    String trimmed = ungrouped(AbnormalFlag.without(unescaped(text), false));
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

  /** Comparators as XML writes them, which interfaces that escape twice leave in the value. */
  static String unescaped(String text) {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&le;", "≤").replace("&ge;", "≥");
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
    String written = symbol == null ? "" : symbol;
    if (LESS_WORDS.matcher(written).matches()) {
      return Quantity.Comparator.LESS;
    }
    if (GREATER_WORDS.matcher(written).matches()) {
      return Quantity.Comparator.GREATER;
    }
    return switch (written) {
      case "<" -> Quantity.Comparator.LESS;
      case "<=", "=<", "≤" -> Quantity.Comparator.LESS_OR_EQUAL;
      case ">" -> Quantity.Comparator.GREATER;
      case ">=", "=>", "≥" -> Quantity.Comparator.GREATER_OR_EQUAL;
      default -> Quantity.Comparator.EQUAL;
    };
  }
}
