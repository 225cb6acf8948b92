package org.chiasm.lab;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import org.chiasm.MissingReason;

/**
 * What a measured value is worth in the unit of a concept: a number with what was done to it, or
 * why there is none.
 */
public sealed interface LabReading {
  /** What was done on the way to a number. */
  enum Flag {
    /** The number was in another unit. */
    CONVERTED,
    /** The unit was missing and was inferred from evidence. */
    INFERRED_UNIT,
    /** The true value lies beyond the number ({@code <5}), which is its limit. */
    CENSORED
  }

  /**
   * A number to use.
   *
   * @param value finite, in the concept's unit, in its plausible range
   * @param flags what was done
   */
  record Usable(double value, Set<Flag> flags) implements LabReading {
    /** Copies the flags; minus zero becomes zero. */
    public Usable {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("A usable reading must be finite, got " + value);
      }
      value = value == 0 ? 0.0 : value;
      flags = Set.copyOf(flags);
    }
  }

  /**
   * No number.
   *
   * @param reason why the row has none
   * @param detail one sentence without patient data: what was got, what was expected
   */
  record Unusable(MissingReason reason, String detail) implements LabReading {
    /** Checks that nothing is missing. */
    public Unusable {
      requireNonNull(reason, "reason");
      requireNonNull(detail, "detail");
    }
  }
}
