package org.chiasm;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * When a fact was true of the patient: the specimen was taken, the image acquired (FHIR {@code
 * Observation.effective[x]}, MEDS {@code time}). Windows are measured on it; it never decides
 * whether a fact may be seen, which is what {@link AvailableTime} is for.
 */
public sealed interface EffectiveTime extends Comparable<EffectiveTime> {
  /**
   * A point in time, to the microsecond: finer digits are cut off, because no record keeps them.
   *
   * @param instant on the UTC time line
   */
  record At(Instant instant) implements EffectiveTime {
    /** Cuts to the microsecond. */
    public At {
      instant = RecordPrecision.toMicros(requireNonNull(instant, "instant"));
    }
  }

  /** A fact that holds at every time, such as sex at birth (MEDS: a null {@code time}). */
  record Timeless() implements EffectiveTime {
    private static final Timeless INSTANCE = new Timeless();
  }

  /** Timeless facts first, then by instant. */
  @Override
  default int compareTo(EffectiveTime other) {
    return switch (this) {
      case Timeless _ -> other instanceof Timeless ? 0 : -1;
      case At(var mine) ->
          switch (other) {
            case Timeless _ -> 1;
            case At(var theirs) -> mine.compareTo(theirs);
          };
    };
  }

  /** A point in time. */
  static EffectiveTime at(Instant instant) {
    return new At(instant);
  }

  /** At every time. */
  static EffectiveTime timeless() {
    return Timeless.INSTANCE;
  }
}
