package org.chiasm.learn.impute;

import java.util.Locale;

/** A way of filling in. */
public enum Imputation {
  /** Nothing is filled in: the learner takes absence as it is. */
  NONE,
  /** The median of the training rows. */
  MEDIAN,
  /** Iterative chained equations, ridge regression of each column on its best predictors. */
  CHAINED,
  /** The mean of the ten nearest training rows that have a value. */
  NEAREST;

  /** As written in results: lower case. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
