package org.chiasm.row;

/** What became of a subject after a prediction; never part of the row's inputs. */
public sealed interface Outcome {
  /**
   * The outcome is known.
   *
   * @param value 0 or 1 for a binary outcome, else in the outcome's unit
   */
  record Observed(double value) implements Outcome {}

  /** The subject was not observed to the end of the risk window. */
  record NoFollowup() implements Outcome {}
}
