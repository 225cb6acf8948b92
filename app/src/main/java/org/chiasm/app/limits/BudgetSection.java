package org.chiasm.app.limits;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.chiasm.app.files.SummaryFile;
import org.chiasm.app.pipeline.EvaluationSection;
import org.chiasm.learn.budget.BudgetPoint;
import org.chiasm.learn.budget.BudgetReport;

/** A budget as JSON and in words. */
public final class BudgetSection {
  private static final int WORDS_MAX = 15;

  private BudgetSection() {}

  static ObjectNode node(BudgetReport report, String metric) {
    var node = SummaryFile.node();
    node.put("metric", metric);
    node.put("floor", report.floor());
    node.put("floor_kept", report.holds());
    node.put("max_weighted_fraction", report.region().maxFraction());
    sets(node.putArray("allowed_branches"), report.region().allowed());
    var trigger = node.putObject("minimal_trigger_set");
    sets(trigger.putArray("branches"), report.trigger().branches());
    var units = trigger.putArray("inputs");
    report.trigger().units().forEach(units::add);
    point(node.putObject("as_they_are"), report.whole());
    var importance = node.putArray("importance");
    for (var each : report.importances()) {
      var entry = importance.addObject();
      entry.put("input", each.unit().name()).put("branch", each.unit().branch());
      entry.put("weight", each.weight()).put("loss_rise", each.lossRise());
      entry.put("required", each.unit().required());
      var inputs = entry.putArray("columns");
      each.unit().inputs().forEach(inputs::add);
    }
    var subsets = node.putArray("by_branches_present");
    for (var each : report.bySubset()) {
      var entry = subsets.addObject();
      var branches = entry.putArray("branches");
      each.branches().forEach(branches::add);
      entry.put("rows_seen", each.rowsSeen()).put("reachable", each.reachable());
      point(entry, each.point());
    }
    steps(node.putArray("seen"), report.seen());
    steps(node.putArray("random"), report.random());
    return node;
  }

  private static void sets(ArrayNode node, List<Set<String>> sets) {
    for (var set : sets) {
      var names = node.addArray();
      set.forEach(names::add);
    }
  }

  private static void steps(ArrayNode node, List<BudgetReport.Step> steps) {
    for (var step : steps) {
      var entry = node.addObject();
      entry.put("bound", step.bound());
      point(entry, step.point());
    }
  }

  private static void point(ObjectNode node, BudgetPoint point) {
    node.put("mean_fraction", point.fraction()).put("rows", point.rowCount());
    node.put("above_floor", point.aboveFloor());
    EvaluationSection.estimate(node.putObject("change"), point.change());
    EvaluationSection.metrics(node.putObject("metrics"), point.metrics());
  }

  /** The answer in words. */
  public static String words(ObjectNode node) {
    var words = new StringBuilder();
    words.append("How much may be missing? ").append(node.path("strategy").asText()).append('\n');
    words.append("  floor: ").append(node.path("floor").asText()).append("; ");
    words.append(node.path("rows_are").asText()).append('\n');
    words.append(
        String.format(
            Locale.ROOT,
            "  at most %.0f %% of the importance; smallest sets of branches: %s%n",
            100 * node.path("max_weighted_fraction").asDouble(),
            node.path("minimal_trigger_set").path("branches")));
    words.append("  fewest inputs: " + node.path("minimal_trigger_set").path("inputs") + "\n");
    words.append("  importance of what can be missing\n");
    int shown = 0;
    for (var each : node.path("importance")) {
      if (shown++ < WORDS_MAX) {
        words.append(
            String.format(
                Locale.ROOT,
                "    %5.1f %%  %s%n",
                100 * each.path("weight").asDouble(),
                each.path("input").asText()));
      }
    }
    words.append("  taken away at random\n");
    var name = node.path("metric").asText();
    for (var step : node.path("random")) {
      var metric = step.path("metrics").path(name);
      words.append(
          String.format(
              Locale.ROOT,
              "    %3.0f %%  %s %.3f (%.3f to %.3f) %s%n",
              100 * step.path("bound").asDouble(),
              name,
              metric.path("value").asDouble(),
              metric.path("low").asDouble(),
              metric.path("high").asDouble(),
              step.path("above_floor").asBoolean() ? "" : "below the floor, or not shown above"));
    }
    if (node.has("not_written")) {
      words.append("  not written: ").append(node.path("not_written").asText()).append('\n');
    }
    return words.toString();
  }
}
