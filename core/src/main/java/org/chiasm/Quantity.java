package org.chiasm;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A measured number as its feed gives it, before any unit is checked (FHIR {@code Quantity}).
 *
 * @param value finite
 * @param comparator how the true value relates to {@code value}
 * @param unit the unit as written in the feed, empty where it gave none
 */
public record Quantity(double value, Comparator comparator, String unit) implements EventValue {
  private static final MathContext FOUR_DIGITS = new MathContext(4);

  /** How the true value relates to the number (FHIR {@code QuantityComparator}). */
  public enum Comparator {
    EQUAL("="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">=");

    private final String symbol;

    Comparator(String symbol) {
      this.symbol = symbol;
    }

    /** The sign, {@code =} for equality. */
    public String symbol() {
      return symbol;
    }
  }

  /**
   * Checks that there is a number; minus zero becomes zero.
   *
   * @throws IllegalArgumentException if {@code value} is NaN or infinite
   */
  public Quantity {
    requireNonNull(comparator, "comparator");
    unit = requireNonNull(unit, "unit").strip();
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("Quantity must be finite, got " + value);
    }
    value = value == 0 ? 0.0 : value;
  }

  /** An exact number. */
  public static Quantity of(double value, String unit) {
    return new Quantity(value, Comparator.EQUAL, unit);
  }

  /** A written number to four digits, as a person reads it; any other text as it is. */
  public static String toFourDigits(String text) {
    try {
      return new BigDecimal(text).round(FOUR_DIGITS).stripTrailingZeros().toPlainString();
    } catch (NumberFormatException notNumeric) {
      return text;
    }
  }
}
