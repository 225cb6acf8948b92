package org.chiasm.learn.survival;

/**
 * How long a row's subject was observed after the prediction, and what ended it.
 *
 * @param time in the outcome's unit, above 0
 * @param event whether the event ended it; else it was observed no longer (right-censored)
 */
public record FollowUp(double time, boolean event) {
  /** Checks the time. */
  public FollowUp {
    if (!(time > 0) || Double.isInfinite(time)) {
      throw new IllegalArgumentException("Follow-up must last a finite time, got " + time);
    }
  }
}
