package org.chiasm.lab;

import static java.util.Objects.requireNonNull;

import org.chiasm.Quantity;

/**
 * A number that a feed sends as words: {@code <0,5 mg/L}, {@code 1:80}, {@code neg}. What could be
 * read in two ways, such as {@code 1,234}, is not read.
 */
public sealed interface NumericText {
  /**
   * One number.
   *
   * @param quantity the number, its comparator and its unit as written, empty where there is none
   */
  record Measured(Quantity quantity) implements NumericText {
    /** Checks that there is a quantity. */
    public Measured {
      requireNonNull(quantity, "quantity");
    }
  }

  /**
   * A titre: the highest dilution that still reacted.
   *
   * @param dilution 80 for {@code 1:80}, positive
   * @param comparator {@code <} where even the first dilution did not react
   */
  record Titer(double dilution, Quantity.Comparator comparator) implements NumericText {
    /** Checks that there is a comparator. */
    public Titer {
      requireNonNull(comparator, "comparator");
    }
  }

  /**
   * Not read.
   *
   * @param reason why, without the text
   */
  record Unread(String reason) implements NumericText {
    /** Checks that there is a reason. */
    public Unread {
      requireNonNull(reason, "reason");
    }
  }

  /** Reads a feed's words; no text makes it fail. */
  static NumericText parse(String text) {
    return NumericTextParser.parse(text);
  }
}
