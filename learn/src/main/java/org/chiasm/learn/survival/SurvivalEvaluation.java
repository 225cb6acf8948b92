package org.chiasm.learn.survival;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.encode.TensorSource;
import org.chiasm.learn.evaluate.CalibrationBin;
import org.chiasm.learn.evaluate.Metric;
import org.chiasm.learn.evaluate.MetricEstimate;
import org.chiasm.learn.evaluate.SubjectBootstrap;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.learn.fusion.TrainedStudy;
import org.chiasm.row.FeatureRow;
import org.chiasm.study.StudyDefinition;

/**
 * Every strategy judged on the same rows with follow-up.
 *
 * @param metrics of each strategy, with intervals by resampling subjects
 * @param calibration of each: mean risk by the horizon against the Kaplan–Meier share with the
 *     event, in tenths by rising risk
 * @param differences of each fused strategy against each single branch
 */
public record SurvivalEvaluation(
    int rowCount,
    int subjectCount,
    int eventCount,
    SortedMap<StrategyKey, Map<SurvivalMetric, MetricEstimate>> metrics,
    SortedMap<StrategyKey, List<CalibrationBin>> calibration,
    List<Difference> differences) {
  private static final int BINS = 10;
  private static final String UNDEFINED = "no held-out rows, or no event among them";

  /**
   * One strategy against another.
   *
   * @param advantage of the left one, positive where it is better, on the same resamples
   */
  public record Difference(
      StrategyKey left, StrategyKey right, SurvivalMetric metric, MetricEstimate advantage) {
    /** Whether the whole interval favours the left one. */
    public boolean isClear() {
      return advantage instanceof MetricEstimate.Estimated estimated && estimated.low() > 0;
    }
  }

  /** Copies the collections. */
  public SurvivalEvaluation {
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    calibration = Collections.unmodifiableSortedMap(new TreeMap<>(calibration));
    differences = List.copyOf(differences);
  }

  /**
   * Judges.
   *
   * @param times at which risk is told, the last being the horizon
   * @param risks of each strategy: times by rows
   */
  public static SurvivalEvaluation of(
      StudyDefinition study,
      SurvivalRows judged,
      List<Double> times,
      Map<StrategyKey, double[][]> risks) {
    var bootstrap =
        new SubjectBootstrap(
            judged.rows().stream().map(FeatureRow::subject).toList(),
            study.evaluate().bootstrap(),
            study.split().seed());
    var ordered = new TreeMap<StrategyKey, JudgedRisk>();
    var metrics = new TreeMap<StrategyKey, Map<SurvivalMetric, MetricEstimate>>();
    var calibration = new TreeMap<StrategyKey, List<CalibrationBin>>();
    risks.forEach(
        (key, risk) -> {
          var rows = new JudgedRisk(judged.followUps(), times, risk);
          ordered.put(key, rows);
          metrics.put(key, estimate(rows, bootstrap));
          calibration.put(
              key, calibration(judged.followUps(), risk[risk.length - 1], times.getLast()));
        });
    return new SurvivalEvaluation(
        judged.rows().size(),
        bootstrap.subjectCount(),
        judged.eventCount(),
        metrics,
        calibration,
        differences(ordered, bootstrap));
  }

  /** Judges a finished model on rows it was not fitted on. */
  public static SurvivalEvaluation of(
      StudyDefinition study,
      SurvivalRows judged,
      TrainedStudy model,
      double horizon,
      TensorSource tensors) {
    var times = RiskCurves.times(horizon);
    var features = model.encode(judged.rows(), new TensorFeatures(tensors));
    var risks = new TreeMap<StrategyKey, double[][]>();
    for (var fitted : model.fitted()) {
      risks.put(fitted.key(), RiskCurves.at(times, fitted.best(), features));
    }
    return of(study, judged, times, risks);
  }

  static Map<SurvivalMetric, MetricEstimate> estimate(JudgedRisk rows, SubjectBootstrap bootstrap) {
    var estimates = new EnumMap<SurvivalMetric, MetricEstimate>(SurvivalMetric.class);
    for (var metric : SurvivalMetric.values()) {
      estimates.put(
          metric, bootstrap.estimate(weights -> rows.compute(metric, weights), UNDEFINED));
    }
    return estimates;
  }

  static MetricEstimate advantage(
      SurvivalMetric metric, JudgedRisk left, JudgedRisk right, SubjectBootstrap bootstrap) {
    double sign = metric.better() == Metric.Better.LOWER ? -1 : 1;
    return bootstrap.estimate(
        weights -> sign * (left.compute(metric, weights) - right.compute(metric, weights)),
        UNDEFINED);
  }

  private static List<CalibrationBin> calibration(
      List<FollowUp> followUps, double[] risk, double horizon) {
    var order =
        IntStream.range(0, risk.length)
            .boxed()
            .sorted(Comparator.comparingDouble(row -> risk[row]))
            .toList();
    var bins = new ArrayList<CalibrationBin>();
    for (int bin = 0; bin < BINS; bin++) {
      var rows =
          order.subList(
              (int) ((long) bin * risk.length / BINS),
              (int) ((long) (bin + 1) * risk.length / BINS));
      if (!rows.isEmpty()) {
        bins.add(
            new CalibrationBin(
                rows.stream().mapToDouble(row -> risk[row]).average().orElseThrow(),
                1 - KaplanMeier.ofEvents(rows.stream().map(followUps::get).toList()).after(horizon),
                rows.size()));
      }
    }
    return bins;
  }

  private static List<Difference> differences(
      SortedMap<StrategyKey, JudgedRisk> risks, SubjectBootstrap bootstrap) {
    var differences = new ArrayList<Difference>();
    risks.forEach(
        (left, leftRisk) ->
            risks.forEach(
                (right, rightRisk) -> {
                  if (left instanceof StrategyKey.Fused && right instanceof StrategyKey.Single) {
                    Arrays.stream(SurvivalMetric.values())
                        .filter(metric -> metric.better() != Metric.Better.NEITHER)
                        .map(
                            metric ->
                                new Difference(
                                    left,
                                    right,
                                    metric,
                                    advantage(metric, leftRisk, rightRisk, bootstrap)))
                        .forEach(differences::add);
                  }
                }));
    return differences;
  }

  /** The single branch with the best concordance on these rows. */
  public Optional<StrategyKey> bestSingle() {
    return best(StrategyKey.Single.class::isInstance);
  }

  /** The fused strategy with the best concordance on these rows. */
  public Optional<StrategyKey> bestFused() {
    return best(StrategyKey.Fused.class::isInstance);
  }

  private Optional<StrategyKey> best(Predicate<StrategyKey> wanted) {
    return metrics.keySet().stream()
        .filter(wanted)
        .max(
            Comparator.comparingDouble(this::concordance).thenComparing(Comparator.reverseOrder()));
  }

  private double concordance(StrategyKey key) {
    return switch (metrics.getOrDefault(key, Map.of()).get(SurvivalMetric.CONCORDANCE_UNO)) {
      case MetricEstimate.Estimated estimated -> estimated.value();
      case MetricEstimate.ValueOnly valueOnly -> valueOnly.value();
      case null, default -> Double.NEGATIVE_INFINITY;
    };
  }
}
