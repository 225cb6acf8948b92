package org.chiasm.study;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * A quantity that two concepts of a trajectory make together, such as the shock index: at each step
 * in which the left one was measured, with the latest value of the right one. It has no unit of its
 * own; both are in their concepts' units.
 *
 * @param name in the grid; unlike that of any concept of the trajectory
 * @param left a concept of the trajectory
 * @param right a concept of the trajectory
 */
public record DerivedMeasure(String name, String left, Operation operation, String right) {
  /** A value of the right concept counts until it is older than this. */
  public static final Duration CARRY = Duration.ofHours(12);

  /** What is done with the two values. */
  public enum Operation {
    /** Left by right; none where right is 0. */
    RATIO,
    /** Left minus right. */
    DIFFERENCE
  }

  /** Checks that nothing is missing. */
  public DerivedMeasure {
    requireNonNull(name, "name");
    requireNonNull(left, "left");
    requireNonNull(operation, "operation");
    requireNonNull(right, "right");
  }

  /** The quantity, or NaN where it is not defined. */
  public double of(double leftValue, double rightValue) {
    return switch (operation) {
      case RATIO -> rightValue == 0 ? Double.NaN : leftValue / rightValue;
      case DIFFERENCE -> leftValue - rightValue;
    };
  }
}
