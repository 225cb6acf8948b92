package org.chiasm.study;

/**
 * How late fusion joins the predictions of the modalities that a row has. What is fitted or chosen
 * is so on rows that no model learned from: tuning rows, and training rows by out-of-fold scores.
 */
public enum LateRule {
  /** Whichever of the others has the lowest loss. */
  CHOSEN,
  /** The mean score. */
  MEAN,
  /** The mean score, each modality weighted by how well it does alone. */
  WEIGHTED,
  /** The share of modalities that predict more than the training mean. */
  VOTE,
  /** A regression of the outcome on the scores (Wolpert 1992). */
  STACKED
}
