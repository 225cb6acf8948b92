package org.chiasm.learn.evaluate;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import org.chiasm.SubjectId;

/**
 * Judges any number of predictions of the same rows on the same resamples of subjects, so that they
 * can be compared in pairs, whatever kind of outcome they predict. Immutable; safe between threads.
 *
 * <p>Predictions are figures by rows: one figure of each row for a yes-or-no outcome or a quantity,
 * one for each class, or one for each time at which risk is told.
 */
public final class Judge {
  private static final String WHY_UNDEFINED = "no rows, or one outcome only";

  private final Function<double[][], ScoredRows> scoring;
  private final SubjectBootstrap bootstrap;
  private final int rowCount;

  /**
   * A judge of rows.
   *
   * @param scoring puts predictions, figures by rows, beside what came of the rows
   * @param subjects of each row; all rows of one are drawn together
   * @param resamples how many
   */
  public Judge(
      Function<double[][], ScoredRows> scoring,
      List<SubjectId> subjects,
      int resamples,
      long seed) {
    this.scoring = requireNonNull(scoring, "scoring");
    this.bootstrap = new SubjectBootstrap(subjects, resamples, seed);
    this.rowCount = subjects.size();
  }

  /**
   * A judge of rows with a yes-or-no outcome or a quantity, by every {@link Metric}.
   *
   * @param outcomes one for each row: 0 or 1, or quantities
   */
  public Judge(List<SubjectId> subjects, double[] outcomes, int resamples, long seed) {
    this(scoring(outcomes.clone()), subjects, resamples, seed);
    if (subjects.size() != outcomes.length) {
      throw new IllegalArgumentException(
          subjects.size() + " subjects were given " + outcomes.length + " outcomes");
    }
  }

  private static Function<double[][], ScoredRows> scoring(double[] outcomes) {
    return predictions -> {
      var ranked = new RankedPredictions(outcomes, predictions[0]);
      return (measure, weights) -> {
        if (measure instanceof Metric metric) {
          return metric.compute(ranked, weights).orElse(Double.NaN);
        }
        throw new IllegalArgumentException(measure.id() + " judges another kind of outcome");
      };
    };
  }

  /** How many rows. */
  public int rowCount() {
    return rowCount;
  }

  /** How many different subjects. */
  public int subjectCount() {
    return bootstrap.subjectCount();
  }

  /**
   * Measures with intervals, in the order given.
   *
   * @param predictions figures by rows
   */
  public Map<Measure, MetricEstimate> estimate(
      List<? extends Measure> measures, double[]... predictions) {
    var scored = scoring.apply(predictions);
    var estimates = new LinkedHashMap<Measure, MetricEstimate>();
    for (var measure : measures) {
      estimates.put(measure, estimate(measure, scored));
    }
    return Collections.unmodifiableMap(estimates);
  }

  /** One measure with its interval. */
  public MetricEstimate estimate(Measure measure, double[]... predictions) {
    return estimate(measure, scoring.apply(predictions));
  }

  private MetricEstimate estimate(Measure measure, ScoredRows scored) {
    return bootstrap.estimate(weights -> scored.compute(measure, weights), WHY_UNDEFINED);
  }

  /** A measure over all rows, each counted once; NaN where it is not defined. */
  public double value(Measure measure, double[]... predictions) {
    var once = new int[rowCount];
    Arrays.fill(once, 1);
    return scoring.apply(predictions).compute(measure, once);
  }

  /**
   * A number made of one measure of several predictions of the same rows, all on the same
   * resamples.
   *
   * @param combination given the measure of each prediction by its place in the list, which is
   *     computed each time it is asked for
   */
  MetricEstimate combined(
      Measure measure,
      List<double[][]> predictions,
      ToDoubleFunction<IntToDoubleFunction> combination) {
    var scored = predictions.stream().map(scoring).toList();
    return bootstrap.estimate(
        weights -> combination.applyAsDouble(place -> scored.get(place).compute(measure, weights)),
        WHY_UNDEFINED);
  }

  /**
   * How much better one prediction is than another: their difference in a measure, turned round
   * where lower is better, so that positive favours {@code left}.
   */
  public MetricEstimate advantage(Measure measure, double[][] left, double[][] right) {
    var leftRows = scoring.apply(left);
    var rightRows = scoring.apply(right);
    boolean lower = measure.better() == Metric.Better.LOWER;
    return bootstrap.estimate(
        weights -> {
          double difference =
              leftRows.compute(measure, weights) - rightRows.compute(measure, weights);
          return lower ? 0 - difference : difference;
        },
        WHY_UNDEFINED);
  }

  /** The same for predictions of one figure each. */
  public MetricEstimate advantage(Measure measure, double[] left, double[] right) {
    return advantage(measure, new double[][] {left}, new double[][] {right});
  }
}
