package org.chiasm.app.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.chiasm.learn.multiclass.MultiClassComparison;
import org.chiasm.learn.multiclass.MultiClassEvaluation;
import org.chiasm.learn.multiclass.MultiClassMetric;

/** The summary's section on how good the strategies are, for an outcome of several classes. */
final class MultiClassSection {
  private MultiClassSection() {}

  static void write(ObjectNode root, MultiClassComparison comparison) {
    var node = root.putObject("evaluation");
    var rows = comparison.rows();
    ComparisonFields.rows(node, rows.rows().size(), rows.withoutOutcome(), rows.notReady());
    judged(node, comparison.evaluation());
    EvaluationSection.metrics(node.putObject("baseline"), comparison.baseline());
    ComparisonFields.overBaseline(node, comparison.overBaseline());
    ComparisonFields.branchValues(node, comparison.branchValues());
    var search = node.putArray("search");
    var model = comparison.model();
    var curves = node.putObject("loss_curves");
    for (var name : model.names()) {
      ComparisonFields.search(search, name, model.against(name));
      ComparisonFields.lossCurves(curves, name, model.against(name));
    }
    ComparisonFields.removals(node, comparison.removals());
    ComparisonFields.notTrained(node, comparison.notTrained());
    var problems = node.putArray("problems");
    comparison.problems().forEach(problems::add);
  }

  /** Strategies with metrics and confusion, differences, and each class against the others. */
  static void judged(ObjectNode node, MultiClassEvaluation evaluation) {
    node.put("outcome_kind", "multi_class");
    node.put("held_out_rows", evaluation.rowCount());
    node.put("held_out_subjects", evaluation.subjectCount());
    var strategies = node.putObject("strategies");
    evaluation
        .metrics()
        .forEach(
            (key, values) -> {
              var strategy = strategies.putObject(key.id());
              EvaluationSection.metrics(strategy.putObject("metrics"), values);
              var confusion = strategy.putArray("confusion");
              evaluation
                  .confusion()
                  .getOrDefault(key, List.of())
                  .forEach(counts -> counts.forEach(confusion.addArray()::add));
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
    var classes = node.putArray("classes");
    for (var each : evaluation.perClass()) {
      var entry = classes.addObject().put("class", each.name());
      EvaluationSection.judged(entry, each.evaluation(), each.heldOut());
    }
  }

  /** The metric that ranks, of each strategy, in one line. */
  static String headline(MultiClassComparison comparison) {
    return ComparisonFields.headline(
        "AUROC (Hand and Till)",
        comparison.evaluation().metrics(),
        MultiClassMetric.AUROC_HAND_TILL);
  }
}
