package org.chiasm.row;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One moment at which a prediction may be made: what opened the case and when.
 *
 * @param triggerSource a series UID, a recording's reference, or a resource
 * @param triggerTime when that became available: the anchor of the inputs' windows
 */
public record PredictionCase(String triggerSource, Instant triggerTime)
    implements Comparable<PredictionCase> {
  /** Checks that nothing is missing. */
  public PredictionCase {
    requireNonNull(triggerSource, "triggerSource");
    requireNonNull(triggerTime, "triggerTime");
  }

  @Override
  public int compareTo(PredictionCase other) {
    int byTime = triggerTime.compareTo(other.triggerTime);
    return byTime != 0 ? byTime : triggerSource.compareTo(other.triggerSource);
  }
}
