package org.chiasm.learn.evaluate;

import static java.util.Objects.requireNonNull;

/** A metric's value with its interval, or why there is none. */
public sealed interface MetricEstimate {
  /**
   * A value with a percentile interval.
   *
   * @param low 2.5th percentile over resamples
   * @param high 97.5th percentile
   * @param resamples in how many the metric was defined
   */
  record Estimated(double value, double low, double high, int resamples)
      implements MetricEstimate {}

  /**
   * A value without an interval.
   *
   * @param reason why there is no interval
   */
  record ValueOnly(double value, String reason) implements MetricEstimate {
    /** Checks that there is a reason. */
    public ValueOnly {
      requireNonNull(reason, "reason");
    }
  }

  /**
   * No value.
   *
   * @param reason why
   */
  record Undefined(String reason) implements MetricEstimate {
    /** Checks that there is a reason. */
    public Undefined {
      requireNonNull(reason, "reason");
    }
  }
}
