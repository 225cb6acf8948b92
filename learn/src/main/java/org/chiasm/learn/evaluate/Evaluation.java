package org.chiasm.learn.evaluate;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.study.StudyDefinition;

/**
 * Every strategy judged on the same held-out rows.
 *
 * @param binary whether the outcome is 0 or 1
 * @param eventCount rows with the outcome; for quantities all rows
 * @param strategies in order
 * @param differences of each fused strategy against each single modality
 * @param problems what makes the figures less sure, in words
 */
public record Evaluation(
    boolean binary,
    int rowCount,
    int subjectCount,
    int eventCount,
    Map<StrategyKey, StrategyResult> strategies,
    List<PairedDifference> differences,
    List<String> problems) {
  private static final int CURVE_BINS = 10;
  private static final int FEW_EVENTS = 100;

  /** Copies the collections. */
  public Evaluation {
    strategies = Collections.unmodifiableMap(new TreeMap<>(strategies));
    differences = List.copyOf(differences);
    problems = List.copyOf(problems);
  }

  /**
   * Judges.
   *
   * @param study for its subgroups and number of resamples
   * @param seed of the resamples
   */
  public static Evaluation of(HeldOut heldOut, StudyDefinition study, long seed) {
    int resamples = study.evaluate().bootstrap();
    var problems = new ArrayList<>(problems(heldOut));
    var divisions = new TreeMap<String, Map<String, List<Integer>>>();
    for (var subgroup : study.evaluate().subgroups()) {
      var groups = Subgroups.divide(subgroup, study, heldOut.rows());
      if (groups.isEmpty()) {
        problems.add("subgroup '" + subgroup + "' is not shown: no input of the study tells it");
      }
      divisions.put(subgroup, groups);
    }
    var bootstrap = new SubjectBootstrap(heldOut.subjects(), resamples, seed);
    var strategies = new TreeMap<StrategyKey, StrategyResult>();
    for (var key : heldOut.strategies()) {
      var outcomes = heldOut.outcomes();
      var predictions = heldOut.predictions(key);
      var subgroups = new ArrayList<SubgroupResult>();
      for (var subgroup : study.evaluate().subgroups()) {
        divisions
            .getOrDefault(subgroup, Map.of())
            .forEach(
                (level, rows) ->
                    subgroups.add(
                        subgroup(subgroup, level, heldOut.at(rows), key, resamples, seed)));
      }
      strategies.put(
          key,
          new StrategyResult(
              key,
              heldOut.estimate(predictions, Metric.of(heldOut.binary()), bootstrap),
              CalibrationBin.curve(outcomes, predictions, CURVE_BINS),
              heldOut.binary() ? DecisionPoint.curve(outcomes, predictions) : List.of(),
              subgroups));
    }
    return new Evaluation(
        heldOut.binary(),
        heldOut.rows().size(),
        heldOut.subjectCount(),
        heldOut.eventCount(),
        strategies,
        differences(heldOut, bootstrap),
        problems);
  }

  /** The result of a strategy, if it predicted. */
  public Optional<StrategyResult> strategy(StrategyKey key) {
    return Optional.ofNullable(strategies.get(key));
  }

  /** The single modality with the best primary metric on these rows. */
  public Optional<StrategyKey> bestSingle() {
    return best(key -> key instanceof StrategyKey.Single);
  }

  /** The fused strategy with the best primary metric on these rows. */
  public Optional<StrategyKey> bestFused() {
    return best(key -> key instanceof StrategyKey.Fused);
  }

  private Optional<StrategyKey> best(Predicate<StrategyKey> wanted) {
    return strategies.keySet().stream()
        .filter(wanted)
        .filter(key -> !Double.isNaN(goodness(key)))
        .max(Comparator.comparingDouble(this::goodness).thenComparing(Comparator.reverseOrder()));
  }

  private double goodness(StrategyKey key) {
    var metric = Metric.primary(binary);
    double value =
        switch (requireNonNull(strategies.get(key), "judged").metric(metric)) {
          case MetricEstimate.Estimated estimated -> estimated.value();
          case MetricEstimate.ValueOnly valueOnly -> valueOnly.value();
          case MetricEstimate.Undefined _ -> Double.NaN;
        };
    return metric.better() == Metric.Better.LOWER ? -value : value;
  }

  private static List<String> problems(HeldOut heldOut) {
    int events = heldOut.eventCount();
    int rarer = heldOut.binary() ? Math.min(events, heldOut.rows().size() - events) : events;
    return rarer >= FEW_EVENTS
        ? List.of()
        : List.of(
            "only "
                + rarer
                + (heldOut.binary() ? " held-out rows of the rarer outcome" : " held-out rows")
                + " (under "
                + FEW_EVENTS
                + "): intervals are wide and calibration is unsure (doi:10.1002/sim.6787)");
  }

  private static SubgroupResult subgroup(
      String subgroup, String level, HeldOut part, StrategyKey key, int resamples, long seed) {
    var wanted =
        part.binary()
            ? List.of(Metric.AUROC, Metric.BRIER, Metric.CALIBRATION_INTERCEPT)
            : List.of(Metric.MAE);
    return new SubgroupResult(
        subgroup,
        level,
        part.rows().size(),
        part.subjectCount(),
        part.eventCount(),
        part.estimate(
            part.predictions(key), wanted, new SubjectBootstrap(part.subjects(), resamples, seed)));
  }

  private static List<PairedDifference> differences(HeldOut heldOut, SubjectBootstrap bootstrap) {
    var ranked = new TreeMap<StrategyKey, RankedPredictions>();
    for (var key : heldOut.strategies()) {
      ranked.put(key, new RankedPredictions(heldOut.outcomes(), heldOut.predictions(key)));
    }
    var differences = new ArrayList<PairedDifference>();
    ranked.forEach(
        (left, leftRows) ->
            ranked.forEach(
                (right, rightRows) -> {
                  if (left instanceof StrategyKey.Fused && right instanceof StrategyKey.Single) {
                    for (var metric : Metric.ordered(heldOut.binary())) {
                      differences.add(
                          new PairedDifference(
                              left,
                              right,
                              metric,
                              bootstrap.estimate(
                                  weights ->
                                      PairedDifference.advantage(
                                          metric, leftRows, rightRows, weights),
                                  heldOut.whyUndefined())));
                    }
                  }
                }));
    return differences;
  }
}
