package org.chiasm.learn.fusion;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.chiasm.learn.encode.Feature;
import org.chiasm.learn.encode.FeatureMatrix;

/** Rows of features with their outcomes. */
public final class TrainingSet {
  private final FeatureMatrix features;
  private final double[] outcomes;
  private final OutcomeScale scale;

  /**
   * A set.
   *
   * @param outcomes one for each row, in the outcome's own unit
   * @throws IllegalArgumentException if the counts differ
   */
  public TrainingSet(FeatureMatrix features, double[] outcomes, OutcomeScale scale) {
    if (features.rowCount() != outcomes.length) {
      throw new IllegalArgumentException(
          features.rowCount() + " rows of features were given " + outcomes.length + " outcomes");
    }
    this.features = features;
    this.outcomes = outcomes.clone();
    this.scale = requireNonNull(scale, "scale");
  }

  /** The features. */
  public FeatureMatrix features() {
    return features;
  }

  /** How many rows there are. */
  public int rowCount() {
    return outcomes.length;
  }

  /** The scale of scores. */
  public OutcomeScale scale() {
    return scale;
  }

  /** The same rows with some of the columns. */
  public TrainingSet columns(Predicate<Feature> condition) {
    return new TrainingSet(features.columns(condition), outcomes, scale);
  }

  /** The same outcomes with other columns. */
  TrainingSet with(FeatureMatrix others) {
    return new TrainingSet(others, outcomes, scale);
  }

  /** The chosen rows. */
  TrainingSet where(boolean[] chosen) {
    int[] rows = IntStream.range(0, chosen.length).filter(row -> chosen[row]).toArray();
    return new TrainingSet(
        features.rows(rows),
        Arrays.stream(rows).mapToDouble(row -> outcomes[row]).toArray(),
        scale);
  }

  /** The same rows with scores on another scale. */
  public TrainingSet on(OutcomeScale other) {
    return new TrainingSet(features, outcomes, other);
  }

  /** The outcomes, in the outcome's own unit; not a copy. */
  double[] outcomes() {
    return outcomes;
  }

  /** The outcomes on the scale that learners fit. */
  double[] targets() {
    var targets = new double[outcomes.length];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = scale.target(outcomes[i]);
    }
    return targets;
  }

  /** Whether every outcome is the same. */
  boolean isConstant() {
    for (double outcome : outcomes) {
      if (outcome != outcomes[0]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The score without any feature: the logit of the share of events, half an event added to each
   * side, or the mean target.
   */
  double baseScore() {
    double sum = 0;
    for (double target : targets()) {
      sum += target;
    }
    if (scale == OutcomeScale.LOGIT) {
      return StrictMath.log((sum + 0.5) / (outcomes.length - sum + 0.5));
    }
    return outcomes.length == 0 ? 0 : sum / outcomes.length;
  }
}
