package org.chiasm.study;

import static java.util.Objects.requireNonNull;

/** Below what performance a study does not want its model to be used. */
public sealed interface PerformanceFloor {
  /** The study states none; the measurement of a budget then takes its own default. */
  record Unstated() implements PerformanceFloor {}

  /**
   * A bound on a metric.
   *
   * @param metric its name as in results, such as {@code auroc}
   * @param bound in the metric's unit; what lies on the worse side of it is below the floor
   */
  record Absolute(String metric, double bound) implements PerformanceFloor {
    /** Checks that the bound is a number. */
    public Absolute {
      requireNonNull(metric, "metric");
      if (!Double.isFinite(bound)) {
        throw new IllegalArgumentException("A floor must be a finite number, got " + bound);
      }
    }
  }

  /**
   * A bound on the change against the same rows with nothing further removed.
   *
   * @param metric its name as in results
   * @param change signed, in the metric's unit: −0.02 for an AUROC, +0.3 for an error
   */
  record Relative(String metric, double change) implements PerformanceFloor {
    /** Checks that the change is a number. */
    public Relative {
      requireNonNull(metric, "metric");
      if (!Double.isFinite(change)) {
        throw new IllegalArgumentException("A floor must be a finite number, got " + change);
      }
    }
  }
}
