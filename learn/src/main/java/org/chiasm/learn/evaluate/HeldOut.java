package org.chiasm.learn.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.chiasm.SubjectId;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.row.FeatureRow;

/** Rows no model was fitted on, with their outcomes and what each strategy predicted for them. */
public final class HeldOut {
  private final boolean binary;
  private final List<FeatureRow> rows;
  private final double[] outcomes;
  private final Map<StrategyKey, double[]> predictions = new TreeMap<>();

  /**
   * Rows before any prediction.
   *
   * @param binary whether outcomes are 0 or 1 and predictions probabilities
   * @param outcomes one for each row
   */
  public HeldOut(boolean binary, List<FeatureRow> rows, double[] outcomes) {
    if (rows.size() != outcomes.length) {
      throw new IllegalArgumentException(
          rows.size() + " rows were given " + outcomes.length + " outcomes");
    }
    this.binary = binary;
    this.rows = List.copyOf(rows);
    this.outcomes = outcomes.clone();
  }

  /**
   * Adds a strategy's predictions.
   *
   * @param predicted one for each row, none NaN
   * @return this
   */
  public HeldOut with(StrategyKey key, double[] predicted) {
    if (predicted.length != outcomes.length) {
      throw new IllegalArgumentException(
          key.id() + " predicted " + predicted.length + " of " + outcomes.length + " rows");
    }
    predictions.put(key, predicted.clone());
    return this;
  }

  /** Whether outcomes are 0 or 1 and predictions probabilities. */
  public boolean binary() {
    return binary;
  }

  /** The rows. */
  public List<FeatureRow> rows() {
    return rows;
  }

  /** One outcome for each row; a copy. */
  public double[] outcomes() {
    return outcomes.clone();
  }

  /** The strategies that predicted, in order. */
  public Set<StrategyKey> strategies() {
    return Collections.unmodifiableSet(predictions.keySet());
  }

  /**
   * One prediction for each row; a copy.
   *
   * @throws IllegalArgumentException if the strategy did not predict
   */
  public double[] predictions(StrategyKey key) {
    var predicted = predictions.get(key);
    if (predicted == null) {
      throw new IllegalArgumentException(
          "No predictions of " + key.id() + "; there are those of " + ids());
    }
    return predicted.clone();
  }

  private List<String> ids() {
    return predictions.keySet().stream().map(StrategyKey::id).toList();
  }

  /** The subject of each row. */
  List<SubjectId> subjects() {
    return rows.stream().map(FeatureRow::subject).toList();
  }

  int subjectCount() {
    return new TreeSet<>(subjects()).size();
  }

  int eventCount() {
    return binary ? (int) Arrays.stream(outcomes).filter(each -> each == 1).count() : rows.size();
  }

  /** Metrics of predictions for these rows, with intervals. */
  Map<Metric, MetricEstimate> estimate(
      double[] predicted, List<Metric> metrics, SubjectBootstrap bootstrap) {
    var ranked = new RankedPredictions(outcomes, predicted);
    var estimates = new EnumMap<Metric, MetricEstimate>(Metric.class);
    for (var metric : metrics) {
      estimates.put(
          metric,
          bootstrap.estimate(
              weights -> metric.compute(ranked, weights).orElse(Double.NaN), whyUndefined()));
    }
    return estimates;
  }

  /**
   * The mean over parts of a metric within each part. Of divisions that were held out in turn, it
   * compares only predictions of one model with one another.
   *
   * @param parts places of rows, every part with the same weight
   */
  MetricEstimate within(
      List<List<Integer>> parts, double[] predicted, Metric metric, SubjectBootstrap bootstrap) {
    var ranked =
        parts.stream()
            .map(part -> new RankedPredictions(pick(outcomes, part), pick(predicted, part)))
            .toList();
    return bootstrap.estimate(
        weights -> {
          double sum = 0;
          for (int i = 0; i < ranked.size(); i++) {
            int[] own = parts.get(i).stream().mapToInt(row -> weights[row]).toArray();
            sum += metric.compute(ranked.get(i), own).orElse(Double.NaN);
          }
          return sum / ranked.size();
        },
        "a part has no rows, or " + whyUndefined());
  }

  /** The reason why a metric may have no value on these rows. */
  String whyUndefined() {
    if (rows.isEmpty()) {
      return "no held-out rows";
    }
    return Arrays.stream(outcomes).distinct().count() == 1
        ? "the rows have one outcome only"
        : "the predictions are all the same, or tell the outcomes apart without error";
  }

  /** The same predictions for some of the rows. */
  HeldOut at(List<Integer> chosen) {
    var some = new ArrayList<FeatureRow>();
    chosen.forEach(row -> some.add(rows.get(row)));
    var part = new HeldOut(binary, some, pick(outcomes, chosen));
    predictions.forEach((key, predicted) -> part.with(key, pick(predicted, chosen)));
    return part;
  }

  private static double[] pick(double[] numbers, List<Integer> chosen) {
    return chosen.stream().mapToDouble(row -> numbers[row]).toArray();
  }
}
