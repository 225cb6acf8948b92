package org.chiasm.app.pipeline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.chiasm.learn.evaluate.BranchRemoval;
import org.chiasm.learn.evaluate.BranchValues;
import org.chiasm.learn.evaluate.MetricEstimate;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.learn.fusion.TrainedStrategy;
import org.chiasm.learn.fusion.TrainedStudy;

/** What the summary says of every comparison of strategies, whatever the outcome. */
final class ComparisonFields {
  private static final String SETTINGS_TRIED = "settings_tried";

  private ComparisonFields() {}

  /** What became of the rows; the three sum to all of them. */
  static ObjectNode rows(ObjectNode evaluation, int used, int withoutOutcome, int notReady) {
    return evaluation
        .putObject("rows")
        .put("used", used)
        .put("without_outcome", withoutOutcome)
        .put("not_ready", notReady);
  }

  static void overBaseline(ObjectNode evaluation, Map<StrategyKey, MetricEstimate> advantages) {
    var node = evaluation.putObject("advantage_over_baseline");
    advantages.forEach(
        (key, estimate) -> EvaluationSection.estimate(node.putObject(key.id()), estimate));
  }

  static void notTrained(ObjectNode evaluation, List<TrainedStrategy.NotTrained> strategies) {
    var node = evaluation.putArray("not_trained");
    for (var each : strategies) {
      node.addObject().put("strategy", each.key().id()).put("reason", each.reason());
    }
  }

  static void difference(
      ArrayNode differences,
      StrategyKey left,
      StrategyKey right,
      String metric,
      boolean clear,
      MetricEstimate advantage) {
    var entry = differences.addObject();
    entry.put("left", left.id()).put("right", right.id());
    entry.put("metric", metric).put("clear", clear);
    EvaluationSection.estimate(entry.putObject("advantage"), advantage);
  }

  /**
   * What was tried and chosen for the kept model, by the loss on its tuning rows.
   *
   * @param className of several classes the one whose model it is, else empty
   */
  static void search(ArrayNode search, String className, TrainedStudy model) {
    for (var fitted : model.fitted()) {
      var entry = search.addObject().put("strategy", fitted.key().id());
      if (!className.isEmpty()) {
        entry.put("class", className);
      }
      entry.put("chosen", fitted.chosen().id());
      var losses = entry.putObject("tuning_loss");
      fitted.tuningLoss().forEach((learner, loss) -> losses.put(learner.id(), loss));
      var parameters = new TreeMap<>(fitted.best().hyperParameters());
      parameters.entrySet().stream()
          .filter(each -> each.getKey().endsWith(SETTINGS_TRIED))
          .findFirst()
          .ifPresent(each -> entry.put("settings_tried", Integer.parseInt(each.getValue())));
      parameters.keySet().removeIf(each -> each.endsWith(SETTINGS_TRIED));
      var chosen = entry.putObject("hyper_parameters");
      parameters.forEach(chosen::put);
    }
  }

  /**
   * How the networks of the kept model were trained.
   *
   * @param className as there
   */
  static void lossCurves(ObjectNode node, String className, TrainedStudy model) {
    for (var fitted : model.fitted()) {
      for (var strategy : fitted.byLearner().values()) {
        for (var curve : strategy.curves()) {
          var name = className.isEmpty() ? curve.network() : className + ", " + curve.network();
          var entry = node.putObject(name);
          entry.put("kept", curve.kept());
          var training = entry.putArray("training");
          var tuning = entry.putArray("tuning");
          curve.points().forEach(point -> training.add(point.training()));
          curve.points().stream()
              .filter(point -> Double.isFinite(point.tuning()))
              .forEach(point -> tuning.add(point.tuning()));
        }
      }
    }
  }

  /** What each branch is worth to the best fusion, in the metric that ranks. */
  static void branchValues(ObjectNode evaluation, Optional<BranchValues> worth) {
    if (worth.isEmpty()) {
      return;
    }
    var values = evaluation.putObject("branch_values");
    values.put("strategy", worth.get().strategy().id());
    var branches = values.putArray("branches");
    for (var each : worth.get().values()) {
      var entry = branches.addObject().put("branch", each.branch().name());
      EvaluationSection.estimate(entry.putObject("shapley"), each.value());
    }
  }

  /** Each branch hidden from each fusion, against training without it. */
  static void removals(ObjectNode evaluation, List<BranchRemoval> removals) {
    var node = evaluation.putArray("removals");
    for (var removal : removals) {
      var entry = node.addObject();
      entry.put("strategy", removal.strategy().id());
      entry.put("branch", removal.branch().name());
      EvaluationSection.estimate(entry.putObject("hidden"), removal.hidden());
      EvaluationSection.estimate(entry.putObject("trained_without"), removal.without());
      EvaluationSection.estimate(entry.putObject("advantage"), removal.advantage());
    }
  }

  /** A metric of each strategy, in one line. */
  static <M extends Enum<M>> String headline(
      String words, Map<StrategyKey, Map<M, MetricEstimate>> strategies, M metric) {
    return strategies.entrySet().stream()
        .map(
            each ->
                each.getKey().id()
                    + (each.getValue().get(metric) instanceof MetricEstimate.Estimated found
                        ? String.format(Locale.ROOT, " %.3f", found.value())
                        : " undefined"))
        .collect(Collectors.joining(", ", words + " ", ""));
  }
}
