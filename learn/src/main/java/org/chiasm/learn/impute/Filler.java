package org.chiasm.learn.impute;

/** Fills in rows by what it was fitted on; what is known stays as it is. Immutable. */
sealed interface Filler permits MedianFiller, ChainedEquations, NearestRows {
  /** The rows without a gap, on the same standard scale. */
  StandardRows fill(StandardRows rows);
}
