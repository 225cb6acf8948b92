package org.chiasm.study;

import java.util.Arrays;
import java.util.Optional;

/** A comparison of two numbers. */
public enum Comparison {
  LESS("<"),
  LESS_OR_EQUAL("<="),
  EQUAL("="),
  GREATER_OR_EQUAL(">="),
  GREATER(">");

  private final String symbol;

  Comparison(String symbol) {
    this.symbol = symbol;
  }

  /** As written in a study file. */
  public String symbol() {
    return symbol;
  }

  /** Whether {@code left <comparison> right}; false if either is NaN. */
  public boolean holds(double left, double right) {
    return switch (this) {
      case LESS -> left < right;
      case LESS_OR_EQUAL -> left <= right;
      case EQUAL -> left == right;
      case GREATER_OR_EQUAL -> left >= right;
      case GREATER -> left > right;
    };
  }

  /** The comparison written so. */
  public static Optional<Comparison> of(String symbol) {
    return Arrays.stream(values()).filter(each -> each.symbol.equals(symbol)).findFirst();
  }
}
