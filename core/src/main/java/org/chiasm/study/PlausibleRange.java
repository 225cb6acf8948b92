package org.chiasm.study;

/**
 * The values a living patient can have; both bounds are inclusive.
 *
 * @param low may be minus infinity
 * @param high may be plus infinity
 */
public record PlausibleRange(double low, double high) {
  /** Every number. */
  public static final PlausibleRange ANY =
      new PlausibleRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException if a bound is NaN or {@code low > high}
   */
  public PlausibleRange {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "Plausible range must have low <= high, got [" + low + ", " + high + "]");
    }
  }

  /** Whether the value lies in it; NaN does not. */
  public boolean contains(double value) {
    return value >= low && value <= high;
  }
}
