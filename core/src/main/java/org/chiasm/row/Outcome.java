package org.chiasm.row;

/** What became of a subject after a prediction; never part of the row's inputs. */
public sealed interface Outcome {
  /**
   * The outcome is known.
   *
   * @param value 0 or 1 for a binary outcome, the place of its class in the study's list (from 0)
   *     where there are several, else in the outcome's unit
   */
  record Observed(double value) implements Outcome {}

  /**
   * The outcome had not happened when the subject was last observed.
   *
   * @param until how long the subject was observed, in the outcome's unit, above 0
   */
  record Censored(double until) implements Outcome {
    /** Checks that there was time to observe. */
    public Censored {
      if (!(until > 0)) {
        throw new IllegalArgumentException("Nobody is observed for " + until);
      }
    }
  }

  /** The subject was not observed to the end of the risk window. */
  record NoFollowup() implements Outcome {}
}
