package org.chiasm.study;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * A span of effective time around an anchor, each end with its own bracket: {@code [-24h, 2h]},
 * {@code (-inf, 0h)}.
 *
 * @param start where it begins
 * @param end where it ends
 */
public record TimeWindow(Bound start, Bound end) {
  /**
   * One end of a window.
   *
   * @param offset from the anchor, {@link #UNBOUNDED_PAST} or {@link #UNBOUNDED_FUTURE} for
   *     infinity
   * @param inclusive false for an infinite end
   */
  public record Bound(Duration offset, boolean inclusive) {
    /** Checks that an infinite end is open. */
    public Bound {
      requireNonNull(offset, "offset");
      if (inclusive && (offset.equals(UNBOUNDED_PAST) || offset.equals(UNBOUNDED_FUTURE))) {
        throw new IllegalArgumentException("An infinite end of a window cannot be inclusive");
      }
    }

    /** Whether it lies at infinity. */
    public boolean isInfinite() {
      return offset.equals(UNBOUNDED_PAST) || offset.equals(UNBOUNDED_FUTURE);
    }
  }

  /** Minus infinity. */
  public static final Duration UNBOUNDED_PAST = Duration.ofSeconds(Long.MIN_VALUE);

  /** Plus infinity. */
  public static final Duration UNBOUNDED_FUTURE = Duration.ofSeconds(Long.MAX_VALUE);

  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException if the window is empty whatever the anchor
   */
  public TimeWindow {
    int order = start.offset().compareTo(end.offset());
    if (order > 0 || (order == 0 && !(start.inclusive() && end.inclusive()))) {
      throw new IllegalArgumentException("Window " + format(start, end) + " contains no time");
    }
  }

  /** Whether {@code time} lies in the window around {@code anchor}. */
  public boolean contains(Instant time, Instant anchor) {
    return isAfterStart(time, anchor) && isBeforeEnd(time, anchor);
  }

  /** Whether {@code time} does not lie before the window begins. */
  public boolean isAfterStart(Instant time, Instant anchor) {
    if (start.isInfinite()) {
      return true;
    }
    int order = time.compareTo(anchor.plus(start.offset()));
    return order > 0 || (order == 0 && start.inclusive());
  }

  /** Whether {@code time} does not lie after the window ends. */
  public boolean isBeforeEnd(Instant time, Instant anchor) {
    if (end.isInfinite()) {
      return true;
    }
    int order = time.compareTo(anchor.plus(end.offset()));
    return order < 0 || (order == 0 && end.inclusive());
  }

  @Override
  public String toString() {
    return format(start, end);
  }

  private static String format(Bound start, Bound end) {
    return (start.inclusive() ? "[" : "(")
        + text(start.offset())
        + ", "
        + text(end.offset())
        + (end.inclusive() ? "]" : ")");
  }

  private static String text(Duration offset) {
    if (offset.equals(UNBOUNDED_PAST)) {
      return "-inf";
    }
    if (offset.equals(UNBOUNDED_FUTURE)) {
      return "inf";
    }
    return StudyDurations.format(offset);
  }
}
