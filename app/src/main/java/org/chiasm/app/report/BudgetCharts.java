package org.chiasm.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** How much may be missing, drawn. */
final class BudgetCharts {
  private static final int BARS_MAX = 20;

  private BudgetCharts() {}

  static void write(Markup page, JsonNode budget) {
    if (budget.isMissingNode()) {
      return;
    }
    page.element(
        "h2",
        "How much may be missing? "
            + (budget.path("floor_kept").asBoolean()
                ? finding(budget.path("max_weighted_fraction").asDouble())
                : "Not shown: the floor is not kept"));
    var metric = budget.path("metric").asText();
    page.raw("<p>")
        .text(
            "Strategy "
                + budget.path("strategy").asText()
                + "; floor: "
                + budget
                    .path("floor")
                    .asText()
                    .replace(budget.path("metric").asText(), MetricTables.words(metric))
                + ". The gate lets a row pass while inputs that carry at most "
                + percent(budget.path("max_weighted_fraction").asDouble())
                + " of the importance are missing"
                + (budget.path("allowed_branches").isEmpty()
                    ? ""
                    : " and one of these sets of branches is present: "
                        + sets(budget.path("allowed_branches")))
                + ". Measured on "
                + budget.path("rows_are").asText()
                + ".")
        .raw("</p>");
    if (!budget.path("floor_kept").asBoolean()) {
      page.element(
          "p class='warn'",
          "The floor is not shown to be kept even with nothing taken away: too few rows, or too weak"
              + " a model. No region is written.");
    }
    page.element(
        "p",
        "Smallest sets of branches that keep the floor: "
            + or(sets(budget.path("minimal_trigger_set").path("branches")))
            + ". Fewest inputs that keep it with all others taken away: "
            + or(list(budget.path("minimal_trigger_set").path("inputs")))
            + ".");
    var beside = MetricTables.beside(metric);
    page.raw("<div class='row'>")
        .raw(curve(budget, metric, MetricTables.words(metric)))
        .raw(curve(budget, beside, MetricTables.words(beside)))
        .raw(bars(budget.path("importance")))
        .raw("</div>");
    subsets(page, budget, metric);
  }

  private static String curve(JsonNode budget, String metric, String title) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (var name : List.of("random", "seen")) {
      for (var step : budget.path(name)) {
        var estimate = step.path("metrics").path(metric);
        if (estimate.has("low")) {
          low = Math.min(low, estimate.path("low").asDouble());
          high = Math.max(high, estimate.path("high").asDouble());
        }
      }
    }
    if (!(high > low)) {
      return "";
    }
    double margin = 0.05 * (high - low);
    var plot =
        new Plot(380, 360, 0, 1, low - margin, high + margin)
            .axes("share of importance missing", title);
    double allowed = budget.path("max_weighted_fraction").asDouble();
    plot.band(0, allowed, low - margin, high + margin, "window");
    int index = 0;
    for (var name : List.of("random", "seen")) {
      var points = new ArrayList<double[]>();
      for (var step : budget.path(name)) {
        var estimate = step.path("metrics").path(metric);
        if (!estimate.has("value")) {
          continue;
        }
        double x = step.path("mean_fraction").asDouble();
        points.add(new double[] {x, estimate.path("value").asDouble()});
        if (estimate.has("low")) {
          plot.line(
              x, estimate.path("low").asDouble(), x, estimate.path("high").asDouble(), "interval");
        }
        plot.dot(
            x,
            estimate.path("value").asDouble(),
            3.5,
            "point c" + index,
            step.path("rows").asInt() + " rows");
      }
      plot.path(points, "curve c" + index);
      plot.label(
          332,
          30 + 15.0 * index,
          "end",
          name.equals("random") ? "taken away at random" : "as seen",
          "legend t" + index);
      plot.key(338, 26 + 15.0 * index, index);
      index++;
    }
    return plot.svg(title + " by share of importance missing");
  }

  private static String bars(JsonNode importance) {
    var rows = new ArrayList<JsonNode>();
    for (var each : importance) {
      if (rows.size() < BARS_MAX && each.path("weight").asDouble() > 0) {
        rows.add(each);
      }
    }
    if (rows.isEmpty()) {
      return "";
    }
    double most = rows.getFirst().path("weight").asDouble();
    double height = 30 + 18.0 * rows.size();
    var drawing = new Markup();
    for (int i = 0; i < rows.size(); i++) {
      double y = 26 + 18.0 * i;
      double weight = rows.get(i).path("weight").asDouble();
      drawing
          .raw("<text text-anchor='end' x='190' y='" + Markup.number(y + 10, 1) + "'>")
          .text(ClinicalWords.name(rows.get(i).path("input").asText()))
          .raw(
              "</text><rect class='fused' x='196' y='"
                  + Markup.number(y, 1)
                  + "' height='10' width='")
          .raw(Markup.number(160 * weight / most, 1))
          .raw("'/><text class='tick' x='" + Markup.number(202 + 160 * weight / most, 1) + "' y='")
          .raw(Markup.number(y + 10, 1) + "'>")
          .text(percent(weight))
          .raw("</text>");
    }
    return "<svg role='img' aria-label='importance of inputs' width='420' viewBox='0 0 420 "
        + Markup.number(height, 0)
        + "'><text class='axis' x='196' y='14'>share of importance</text>"
        + drawing
        + "</svg>";
  }

  private static void subsets(Markup page, JsonNode budget, String metric) {
    var subsets = budget.path("by_branches_present");
    if (subsets.size() < 2) {
      return;
    }
    var branches = new ArrayList<String>();
    subsets.path(0).path("branches").forEach(each -> branches.add(each.asText()));
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (var each : subsets) {
      double value = each.path("metrics").path(metric).path("value").asDouble(Double.NaN);
      low = Math.min(low, Double.isNaN(value) ? low : value);
      high = Math.max(high, Double.isNaN(value) ? high : value);
    }
    page.raw("<div class='scroll'><table><tr>");
    branches.forEach(each -> page.element("th", each));
    page.raw("<th class='n'>rows seen so</th>")
        .element("th class='n'", MetricTables.words(metric))
        .raw("<th class='n'>change</th><th>keeps the floor</th></tr>");
    for (var each : subsets) {
      var present = new ArrayList<String>();
      each.path("branches").forEach(name -> present.add(name.asText()));
      page.raw("<tr>");
      branches.forEach(name -> page.element("td", present.contains(name) ? "●" : "–"));
      var estimate = each.path("metrics").path(metric);
      double shade = high > low ? (estimate.path("value").asDouble(low) - low) / (high - low) : 1;
      if (metric.equals("mae")) {
        shade = 1 - shade;
      }
      page.element("td class='n'", Markup.count(each.path("rows_seen").asLong()))
          .element(
              "td class='n shade' style='background:rgba(31,111,235,"
                  + Markup.number(0.08 + 0.3 * shade, 2)
                  + ")'",
              EstimateWords.of(estimate, 3))
          .element("td class='n'", EstimateWords.of(each.path("change"), 3))
          .element(
              "td",
              !each.path("reachable").asBoolean()
                  ? "the gate requires more"
                  : each.path("above_floor").asBoolean() ? "yes" : "not shown")
          .raw("</tr>");
    }
    page.raw("</table></div>");
  }

  private static String finding(double share) {
    return share > 0 ? percent(share) + " of the importance" : "Nothing that weighs";
  }

  private static String percent(double share) {
    return Markup.number(100 * share, share < 0.1 ? 1 : 0) + " %";
  }

  private static String sets(JsonNode sets) {
    var words = new ArrayList<String>();
    for (var set : sets) {
      var names = new ArrayList<String>();
      set.forEach(name -> names.add(name.asText()));
      words.add(String.join(" + ", names));
    }
    return String.join("; ", words);
  }

  private static String list(JsonNode names) {
    var words = new ArrayList<String>();
    names.forEach(name -> words.add(name.asText()));
    return String.join(", ", words);
  }

  private static String or(String words) {
    return words.isEmpty() ? "none found" : words;
  }
}
