package org.chiasm.row;

import static java.util.Objects.requireNonNull;

/**
 * A row of a retrospective cohort with its outcome. The two are kept apart so that nothing which
 * assembles or serves a row can touch the outcome.
 */
public record LabelledRow(FeatureRow row, Outcome outcome) {
  /** Checks that nothing is missing. */
  public LabelledRow {
    requireNonNull(row, "row");
    requireNonNull(outcome, "outcome");
  }
}
