package org.chiasm.app.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.chiasm.learn.survival.SurvivalComparison;
import org.chiasm.learn.survival.SurvivalEvaluation;
import org.chiasm.learn.survival.SurvivalMetric;

/** The summary's section on how good the strategies are, for an outcome over time. */
final class SurvivalSection {
  /** The metric by which strategies are ranked. */
  static final SurvivalMetric PRIMARY = SurvivalMetric.CONCORDANCE_UNO;

  private SurvivalSection() {}

  static void write(ObjectNode root, SurvivalComparison comparison) {
    var node = root.putObject("evaluation");
    var rows = comparison.rows();
    ComparisonFields.rows(node, rows.rows().size(), rows.withoutFollowUp(), rows.notReady())
        .put("with_event", rows.eventCount());
    judged(node, comparison.evaluation(), comparison.times().getLast());
    EvaluationSection.metrics(node.putObject("baseline"), comparison.baseline());
    ComparisonFields.overBaseline(node, comparison.overBaseline());
    ComparisonFields.branchValues(node, comparison.branchValues());
    ComparisonFields.search(node.putArray("search"), "", comparison.model());
    ComparisonFields.lossCurves(node.putObject("loss_curves"), "", comparison.model());
    ComparisonFields.removals(node, comparison.removals());
    ComparisonFields.notTrained(node, comparison.notTrained());
    var problems = node.putArray("problems");
    comparison.problems().forEach(problems::add);
  }

  /** Strategies with metrics, calibration and differences. */
  static void judged(ObjectNode node, SurvivalEvaluation evaluation, double horizon) {
    node.put("outcome_kind", "time_to_event");
    node.put("horizon", horizon);
    node.put("held_out_rows", evaluation.rowCount());
    node.put("held_out_subjects", evaluation.subjectCount());
    node.put("held_out_events", evaluation.eventCount());
    var strategies = node.putObject("strategies");
    evaluation
        .metrics()
        .forEach(
            (key, values) -> {
              var strategy = strategies.putObject(key.id());
              EvaluationSection.metrics(strategy.putObject("metrics"), values);
              var curve = strategy.putArray("calibration_curve");
              for (var bin : evaluation.calibration().getOrDefault(key, List.of())) {
                curve
                    .addObject()
                    .put("mean_prediction", bin.meanPrediction())
                    .put("mean_outcome", bin.meanOutcome())
                    .put("rows", bin.rowCount());
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

  /** The primary metric of each strategy, in one line. */
  static String headline(SurvivalComparison comparison) {
    return ComparisonFields.headline(
        "concordance (Uno)", comparison.evaluation().metrics(), PRIMARY);
  }
}
