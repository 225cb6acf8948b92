package org.chiasm.lab;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/** How a number in one unit becomes a number in another; safe for use by many threads. */
public sealed interface UnitScale {
  /**
   * The number in the target unit.
   *
   * @param value finite
   * @return NaN where the target unit has no such number, as the pH of a negative concentration
   */
  double apply(double value);

  /** The same in exact decimals; empty where the target unit has no such number. */
  Optional<BigDecimal> apply(BigDecimal value);

  /** Whether it leaves every number as it is. */
  boolean isIdentity();

  /** First this scale, then another. */
  default UnitScale andThen(UnitScale next) {
    if (isIdentity()) {
      return next;
    }
    if (next.isIdentity()) {
      return this;
    }
    if (this instanceof Linear(var factor, var offset)
        && next instanceof Linear(var nextFactor, var nextOffset)) {
      return new Linear(
          factor.multiply(nextFactor, Linear.PRECISION),
          offset.multiply(nextFactor, Linear.PRECISION).add(nextOffset, Linear.PRECISION));
    }
    return new Special(value -> next.apply(apply(value)));
  }

  /**
   * {@code value * factor + offset}, computed in decimal so that clean numbers stay clean: 4.5 mg/L
   * is 0.45 mg/dL and not 0.45000000000000001.
   *
   * @param factor not zero, to 40 digits
   * @param offset zero but for temperatures
   */
  record Linear(BigDecimal factor, BigDecimal offset) implements UnitScale {
    static final MathContext PRECISION = new MathContext(40);

    /** Leaves numbers as they are. */
    static final Linear IDENTITY = new Linear(BigDecimal.ONE, BigDecimal.ZERO);

    /** Drops trailing zeros. */
    public Linear {
      factor = factor.round(PRECISION).stripTrailingZeros();
      offset = offset.round(PRECISION).stripTrailingZeros();
      if (factor.signum() == 0) {
        throw new IllegalArgumentException("Unit factor must not be zero");
      }
    }

    @Override
    public double apply(double value) {
      return isIdentity()
          ? value
          : BigDecimal.valueOf(value).multiply(factor).add(offset).doubleValue();
    }

    @Override
    public Optional<BigDecimal> apply(BigDecimal value) {
      return Optional.of(value.multiply(factor).add(offset));
    }

    @Override
    public boolean isIdentity() {
      return offset.signum() == 0 && factor.compareTo(BigDecimal.ONE) == 0;
    }

    /** The way back. */
    Linear inverse() {
      BigDecimal back = BigDecimal.ONE.divide(factor, PRECISION);
      return new Linear(back, offset.negate().multiply(back, PRECISION));
    }
  }

  /**
   * A logarithmic or otherwise curved scale (UCUM 2.2, 21 special units).
   *
   * @param function NaN where there is no result
   */
  record Special(DoubleUnaryOperator function) implements UnitScale {
    private static final MathContext CURVED = new MathContext(12);

    /** Checks that there is a function. */
    public Special {
      requireNonNull(function, "function");
    }

    @Override
    public double apply(double value) {
      return function.applyAsDouble(value);
    }

    @Override
    public Optional<BigDecimal> apply(BigDecimal value) {
      double result = apply(value.doubleValue());
      return Double.isFinite(result)
          ? Optional.of(BigDecimal.valueOf(result).round(CURVED))
          : Optional.empty();
    }

    @Override
    public boolean isIdentity() {
      return false;
    }
  }
}
