package org.chiasm.app.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.chiasm.learn.evaluate.Evaluation;
import org.chiasm.learn.evaluate.FusionComparison;
import org.chiasm.learn.evaluate.HeldOut;
import org.chiasm.learn.evaluate.Measure;
import org.chiasm.learn.evaluate.MetricEstimate;
import org.chiasm.learn.evaluate.StrategyResult;

/** The summary's section on how good the strategies are. */
public final class EvaluationSection {
  private static final int ROC_POINTS_MAX = 120;

  private EvaluationSection() {}

  static void write(ObjectNode root, FusionComparison comparison) {
    var node = root.putObject("evaluation");
    var counts = comparison.rowCounts();
    ComparisonFields.rows(node, counts.used(), counts.withoutOutcome(), counts.notReady());
    judged(node, comparison.evaluation(), comparison.heldOut());
    comparison
        .withinDivisions()
        .forEach(
            (key, estimate) ->
                estimate(
                    node.withObject("strategies")
                        .withObject(key.id())
                        .putObject("within_divisions"),
                    estimate));
    metrics(node.putObject("baseline"), comparison.baseline());
    ComparisonFields.overBaseline(node, comparison.overBaseline());
    ComparisonFields.branchValues(node, comparison.branchValues());
    ComparisonFields.search(node.putArray("search"), "", comparison.model());
    ComparisonFields.removals(node, comparison.removals());
    var byLearner = node.putObject("by_learner");
    comparison
        .byLearner()
        .forEach(
            (learner, strategies) -> {
              var of = byLearner.putObject(learner.name().toLowerCase(Locale.ROOT));
              strategies.forEach((key, values) -> metrics(of.putObject(key.id()), values));
            });
    ComparisonFields.notTrained(node, comparison.notTrained());
    var folds = node.putArray("folds");
    comparison
        .folds()
        .forEach(
            fold -> {
              var entry = folds.addObject();
              entry.put("fold", fold.fold());
              entry.put("training_rows", fold.trainingRows());
              entry.put("training_subjects", fold.trainingSubjects());
              entry.put("tuning_rows", fold.tuningRows());
              entry.put("tuning_subjects", fold.tuningSubjects());
              entry.put("held_out_rows", fold.heldOutRows());
              entry.put("held_out_subjects", fold.heldOutSubjects());
              var fits = entry.putObject("chosen");
              fold.fits()
                  .forEach(
                      fit -> {
                        var chosen = fits.putObject(fit.key().id());
                        chosen.put("learner", fit.chosen().name().toLowerCase(Locale.ROOT));
                        var parameters = chosen.putObject("hyper_parameters");
                        new TreeMap<>(fit.hyperParameters()).forEach(parameters::put);
                        var heldOut = chosen.putObject("held_out");
                        fit.heldOut().forEach((metric, value) -> heldOut.put(metric.id(), value));
                      });
            });
    ComparisonFields.lossCurves(node.putObject("loss_curves"), "", comparison.model());
    var problems = node.putArray("problems");
    comparison.problems().forEach(problems::add);
  }

  /** Strategies with metrics, curves, subgroups and differences. */
  public static void judged(ObjectNode node, Evaluation evaluation, HeldOut heldOut) {
    node.put("outcome_kind", evaluation.binary() ? "binary" : "continuous");
    node.put("held_out_rows", evaluation.rowCount());
    node.put("held_out_subjects", evaluation.subjectCount());
    node.put("held_out_events", evaluation.eventCount());
    var strategies = node.putObject("strategies");
    evaluation
        .strategies()
        .forEach(
            (key, result) -> {
              var strategy = strategies.putObject(key.id());
              metrics(strategy.putObject("metrics"), result.metrics());
              curves(strategy, result);
              if (evaluation.binary()) {
                roc(strategy, heldOut.outcomes(), heldOut.predictions(key));
              }
            });
    var differences = node.putArray("differences");
    for (var each : evaluation.differences()) {
      ComparisonFields.difference(
          differences,
          each.left(),
          each.right(),
          each.metric().id(),
          each.isClear(),
          each.advantage());
    }
    evaluation.bestSingle().ifPresent(key -> node.put("best_single", key.id()));
    evaluation.bestFused().ifPresent(key -> node.put("best_fused", key.id()));
  }

  private static void curves(ObjectNode strategy, StrategyResult result) {
    var calibration = strategy.putArray("calibration_curve");
    result
        .calibrationCurve()
        .forEach(
            bin -> {
              var point = calibration.addObject();
              point.put("mean_prediction", bin.meanPrediction());
              point.put("mean_outcome", bin.meanOutcome());
              point.put("rows", bin.rowCount());
            });
    var decision = strategy.putArray("decision_curve");
    result
        .decisionCurve()
        .forEach(
            each -> {
              var point = decision.addObject();
              point.put("threshold", each.threshold());
              point.put("net_benefit", each.netBenefit());
              point.put("treat_all", each.treatAll());
            });
    var subgroups = strategy.putArray("subgroups");
    result
        .subgroups()
        .forEach(
            each -> {
              var subgroup = subgroups.addObject();
              subgroup.put("subgroup", each.subgroup());
              subgroup.put("level", each.level());
              subgroup.put("rows", each.rowCount());
              subgroup.put("subjects", each.subjectCount());
              subgroup.put("events", each.eventCount());
              metrics(subgroup.putObject("metrics"), each.metrics());
            });
  }

  private static void roc(ObjectNode strategy, double[] outcomes, double[] predictions) {
    var points = strategy.putArray("roc_curve");
    var order =
        IntStream.range(0, outcomes.length)
            .boxed()
            .sorted((one, other) -> Double.compare(predictions[other], predictions[one]))
            .toList();
    double events = 0;
    for (double outcome : outcomes) {
      events += outcome;
    }
    double others = outcomes.length - events;
    if (events == 0 || others == 0) {
      return;
    }
    int step = Math.max(1, outcomes.length / ROC_POINTS_MAX);
    double hits = 0;
    double alarms = 0;
    points.addArray().add(0.0).add(0.0);
    for (int i = 0; i < order.size(); i++) {
      if (outcomes[order.get(i)] == 1) {
        hits++;
      } else {
        alarms++;
      }
      boolean lastOfTie =
          i + 1 == order.size() || predictions[order.get(i + 1)] != predictions[order.get(i)];
      if (lastOfTie && (i % step == 0 || i + 1 == order.size())) {
        points.addArray().add(alarms / others).add(hits / events);
      }
    }
  }

  /** Adds metrics by their name. */
  public static void metrics(ObjectNode node, Map<? extends Measure, MetricEstimate> metrics) {
    metrics.forEach((metric, estimate) -> estimate(node.putObject(metric.id()), estimate));
  }

  /** Adds a value with its interval, or why there is none. */
  public static void estimate(ObjectNode node, MetricEstimate estimate) {
    switch (estimate) {
      case MetricEstimate.Estimated(var value, var low, var high, var resamples) -> {
        node.put("value", value);
        node.put("low", low);
        node.put("high", high);
        node.put("resamples", resamples);
      }
      case MetricEstimate.ValueOnly(var value, var reason) -> {
        node.put("value", value);
        node.put("no_interval", reason);
      }
      case MetricEstimate.Undefined(var reason) -> node.put("undefined", reason);
    }
  }
}
