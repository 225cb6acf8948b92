package org.chiasm.study;

import static java.util.Objects.requireNonNull;

/**
 * How much of a row may be absent before the gate abstains.
 *
 * @param maxFraction share of the inputs, weighted by importance once it has been measured, that
 *     may be absent, 0 to 1 inclusive; 1 where the study says {@code auto} and nothing has been
 *     measured yet
 * @param measured whether the study asks for it to be measured ({@code auto})
 * @param floor the performance that a measured budget keeps
 */
public record MissingBudget(double maxFraction, boolean measured, PerformanceFloor floor) {
  /** Checks the bounds. */
  public MissingBudget {
    requireNonNull(floor, "floor");
    if (!(maxFraction >= 0 && maxFraction <= 1)) {
      throw new IllegalArgumentException("max_fraction must lie in [0, 1], got " + maxFraction);
    }
  }

  /** A budget without a floor. */
  public MissingBudget(double maxFraction, boolean measured) {
    this(maxFraction, measured, new PerformanceFloor.Unstated());
  }
}
