package org.chiasm.learn.evaluate;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.chiasm.SubjectId;

/**
 * Judges any number of predictions of the same rows on the same resamples of subjects, so that they
 * can be compared in pairs. Immutable; safe between threads.
 */
public final class Judge {
  private final boolean binary;
  private final List<SubjectId> subjects;
  private final double[] outcomes;
  private final SubjectBootstrap bootstrap;

  /**
   * A judge of rows.
   *
   * @param binary whether outcomes are 0 or 1 and predictions probabilities
   * @param subjects of each row; all rows of one are drawn together
   * @param outcomes one for each row
   * @param resamples how many
   */
  public Judge(
      boolean binary, List<SubjectId> subjects, double[] outcomes, int resamples, long seed) {
    if (subjects.size() != outcomes.length) {
      throw new IllegalArgumentException(
          subjects.size() + " subjects were given " + outcomes.length + " outcomes");
    }
    this.binary = binary;
    this.subjects = List.copyOf(subjects);
    this.outcomes = outcomes.clone();
    this.bootstrap = new SubjectBootstrap(this.subjects, resamples, seed);
  }

  /** Whether outcomes are 0 or 1. */
  public boolean binary() {
    return binary;
  }

  /** How many rows. */
  public int rowCount() {
    return outcomes.length;
  }

  /** How many different subjects. */
  public int subjectCount() {
    return bootstrap.subjectCount();
  }

  /**
   * Metrics with intervals.
   *
   * @param predictions one for each row
   */
  public Map<Metric, MetricEstimate> estimate(List<Metric> metrics, double[] predictions) {
    var ranked = new RankedPredictions(outcomes, predictions);
    var estimates = new EnumMap<Metric, MetricEstimate>(Metric.class);
    for (var metric : metrics) {
      estimates.put(
          metric,
          bootstrap.estimate(
              weights -> metric.compute(ranked, weights).orElse(Double.NaN), WHY_UNDEFINED));
    }
    return Collections.unmodifiableMap(estimates);
  }

  private static final String WHY_UNDEFINED = "no rows, or one outcome only";

  /**
   * How much better one prediction is than another: their difference in a metric, turned round
   * where lower is better, so that positive favours {@code left}.
   */
  public MetricEstimate advantage(Metric metric, double[] left, double[] right) {
    var leftRows = new RankedPredictions(outcomes, left);
    var rightRows = new RankedPredictions(outcomes, right);
    return bootstrap.estimate(
        weights -> PairedDifference.advantage(metric, leftRows, rightRows, weights), WHY_UNDEFINED);
  }
}
