package org.chiasm.cohort;

import java.time.Duration;

/**
 * How long facts take from being true to being available, to the minute up to three days. Memory
 * does not grow with the number of facts. Not safe for use by many threads.
 */
public final class LagHistogram {
  private static final int MINUTES_MAX = 3 * 24 * 60;

  private final long[] countByMinute = new long[MINUTES_MAX + 1];
  private long facts;
  private long assumed;

  void add(Duration lag, boolean isAssumed) {
    facts++;
    if (isAssumed) {
      assumed++;
    }
    countByMinute[Math.clamp(lag.toMinutes(), 0, MINUTES_MAX)]++;
  }

  /** How many facts. */
  public long facts() {
    return facts;
  }

  /** How many of them have an assumed available time. */
  public long assumed() {
    return assumed;
  }

  /**
   * The smallest number of minutes within which that share of the facts was available; three days
   * stands for three days or more.
   *
   * @param share in (0, 1]
   * @throws IllegalStateException if there are no facts
   */
  public int quantileMinutes(double share) {
    if (facts == 0) {
      throw new IllegalStateException("A lag of no facts has no quantile");
    }
    long needed = (long) Math.ceil(share * facts);
    long seen = 0;
    for (int minute = 0; minute <= MINUTES_MAX; minute++) {
      seen += countByMinute[minute];
      if (seen >= needed) {
        return minute;
      }
    }
    return MINUTES_MAX;
  }
}
