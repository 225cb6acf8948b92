package org.chiasm.learn.fusion;

import java.util.Locale;

/** Which learner a model comes from. */
public enum LearnerKind {
  /** The mean score of the others. */
  ENSEMBLE,
  /** Gradient-boosted trees (Chen and Guestrin 2016, doi:10.1145/2939672.2939785). */
  XGBOOST,
  /** Logistic regression for probabilities, ridge regression for quantities; both L2-penalised. */
  LINEAR,
  /** Networks trained by gradient descent. */
  NETWORK;

  /** As written in results: lower case. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
