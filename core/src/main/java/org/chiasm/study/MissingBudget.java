package org.chiasm.study;

/**
 * How much of a row may be absent before the gate abstains.
 *
 * @param maxFraction share of the inputs that may be absent, 0 to 1 inclusive; 1 where the study
 *     says {@code auto} and nothing has been measured yet
 * @param measured whether the study asks for it to be measured ({@code auto})
 */
public record MissingBudget(double maxFraction, boolean measured) {
  /** Checks the bounds. */
  public MissingBudget {
    if (!(maxFraction >= 0 && maxFraction <= 1)) {
      throw new IllegalArgumentException("max_fraction must lie in [0, 1], got " + maxFraction);
    }
  }
}
