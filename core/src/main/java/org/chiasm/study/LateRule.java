package org.chiasm.study;

/** How late fusion joins the predictions of the modalities that a row has. */
public enum LateRule {
  /** Whichever of the others has the lowest loss on tuning rows. */
  CHOSEN,
  /** The mean score. */
  MEAN,
  /** The mean score, each modality weighted by how well it does alone on tuning rows. */
  WEIGHTED,
  /** The share of modalities that predict more than the training mean. */
  VOTE,
  /** A regression of the outcome on the scores, fitted on tuning rows (Wolpert 1992). */
  STACKED
}
