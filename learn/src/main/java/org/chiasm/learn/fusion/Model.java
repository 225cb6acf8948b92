package org.chiasm.learn.fusion;

import java.util.SortedMap;
import org.chiasm.learn.encode.FeatureMatrix;

/** Something fitted that gives each row of features a score. Immutable; safe between threads. */
public sealed interface Model permits XgBoostModel, LinearModel, EnsembleModel {
  /**
   * One score for each row, uncalibrated.
   *
   * @throws IllegalArgumentException if the columns are not those it was fitted on
   */
  double[] scores(FeatureMatrix features);

  /** What was chosen on tuning rows, by name. */
  SortedMap<String, String> hyperParameters();
}
