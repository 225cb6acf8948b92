package org.chiasm.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How good the strategies are, drawn: intervals side by side, ROC, calibration, decision curve. */
final class PerformanceCharts {
  private static final double ROW_PIXELS = 26;

  private PerformanceCharts() {}

  /** One line for each strategy: point and interval of a metric. */
  static String forest(JsonNode strategies, String metric) {
    var names = new ArrayList<String>();
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (var entry : strategies.properties()) {
      var estimate = entry.getValue().path("metrics").path(metric);
      if (estimate.has("value")) {
        names.add(entry.getKey());
        low = Math.min(low, estimate.path("low").asDouble(estimate.path("value").asDouble()));
        high = Math.max(high, estimate.path("high").asDouble(estimate.path("value").asDouble()));
      }
    }
    if (names.isEmpty()) {
      return "";
    }
    double margin = 0.08 * Math.max(high - low, 1e-3);
    double labels = 170;
    double width = 640;
    double height = 58 + ROW_PIXELS * names.size();
    var drawing = new Markup();
    double from = low - margin;
    double span = high - low + 2 * margin;
    var ticks = Ticks.between(from, from + span);
    for (double value : ticks.values()) {
      double x = labels + (width - labels - 70) * (value - from) / span;
      drawing.raw(line("grid", x, 8, x, height - 44));
      drawing.raw(text("tick", x, height - 28, "middle", Markup.number(value, ticks.digits())));
    }
    drawing.raw(
        text(
            "axis",
            labels + (width - labels - 70) / 2,
            height - 8,
            "middle",
            MetricTables.words(metric) + ", with 95 % interval"));
    for (int i = 0; i < names.size(); i++) {
      var estimate = strategies.path(names.get(i)).path("metrics").path(metric);
      double value = estimate.path("value").asDouble();
      double y = 20 + ROW_PIXELS * i;
      drawing.raw(text("label", labels - 10, y + 4, "end", names.get(i)));
      double scale = (width - labels - 70) / span;
      if (estimate.has("low")) {
        drawing.raw(
            line(
                "interval",
                labels + (estimate.path("low").asDouble() - from) * scale,
                y,
                labels + (estimate.path("high").asDouble() - from) * scale,
                y));
      }
      drawing.raw(
          "<circle class='"
              + (names.get(i).startsWith("single") ? "single" : "fused")
              + "' r='5' cx='"
              + Markup.number(labels + (value - from) * scale, 1)
              + "' cy='"
              + Markup.number(y, 1)
              + "'/>");
      drawing.raw(text("tick", width - 8, y + 4, "end", Markup.number(value, 3)));
    }
    return "<svg role='img' aria-label='"
        + Markup.escape(metric + " of each strategy with its interval")
        + "' viewBox='0 0 "
        + Markup.number(width, 0)
        + " "
        + Markup.number(height, 0)
        + "' width='"
        + Markup.number(width, 0)
        + "'>"
        + drawing
        + "</svg>";
  }

  /** Share of events found against share of false alarms. */
  static String roc(Map<String, JsonNode> strategies) {
    var plot = new Plot(380, 360, 0, 1, 0, 1).axes("1 − specificity", "sensitivity");
    plot.line(0, 0, 1, 1, "reference");
    int index = 0;
    for (var strategy : strategies.entrySet()) {
      var points = new ArrayList<double[]>();
      strategy
          .getValue()
          .path("roc_curve")
          .forEach(
              point ->
                  points.add(new double[] {point.path(0).asDouble(), point.path(1).asDouble()}));
      plot.path(points, "curve c" + index);
      legend(plot, strategy.getKey(), index, 225);
      index++;
    }
    return plot.svg("ROC curves");
  }

  /** What was predicted against what happened. */
  static String calibration(Map<String, JsonNode> strategies, boolean binary) {
    double most = binary ? 1 : largest(strategies.values());
    var plot =
        new Plot(380, 360, 0, most, 0, most)
            .axes("mean prediction", binary ? "share with the outcome" : "mean outcome");
    plot.line(0, 0, most, most, "reference");
    int index = 0;
    for (var strategy : strategies.entrySet()) {
      var points = new ArrayList<double[]>();
      for (var bin : strategy.getValue().path("calibration_curve")) {
        points.add(
            new double[] {
              bin.path("mean_prediction").asDouble(), bin.path("mean_outcome").asDouble()
            });
        plot.dot(
            bin.path("mean_prediction").asDouble(),
            bin.path("mean_outcome").asDouble(),
            3,
            "point c" + index,
            bin.path("rows").asInt() + " rows");
      }
      plot.path(points, "curve c" + index);
      legend(plot, strategy.getKey(), index, 225);
      index++;
    }
    return plot.svg("calibration curves");
  }

  /** Net benefit by threshold probability. */
  static String decision(Map<String, JsonNode> strategies) {
    double most = 0.02;
    for (var strategy : strategies.values()) {
      for (var point : strategy.path("decision_curve")) {
        most = Math.max(most, point.path("net_benefit").asDouble());
      }
    }
    var plot = new Plot(380, 360, 0, 0.8, -0.02, most * 1.1).axes("threshold", "net benefit");
    plot.line(0, 0, 0.8, 0, "reference");
    int index = 0;
    for (var strategy : strategies.entrySet()) {
      var points = new ArrayList<double[]>();
      for (var point : strategy.getValue().path("decision_curve")) {
        double threshold = point.path("threshold").asDouble();
        double benefit = point.path("net_benefit").asDouble();
        if (threshold <= 0.8 && benefit >= -0.02) {
          points.add(new double[] {threshold, benefit});
        }
      }
      plot.path(points, "curve c" + index);
      legend(plot, strategy.getKey(), index, 30);
      index++;
    }
    return plot.svg("decision curves");
  }

  private static void legend(Plot plot, String name, int index, double top) {
    plot.label(332, top + 15.0 * index, "end", name, "legend t" + index)
        .key(338, top - 4 + 15.0 * index, index);
  }

  private static double largest(Iterable<JsonNode> strategies) {
    double most = 1;
    for (var strategy : strategies) {
      for (var bin : strategy.path("calibration_curve")) {
        most =
            Math.max(
                most,
                Math.max(
                    bin.path("mean_prediction").asDouble(), bin.path("mean_outcome").asDouble()));
      }
    }
    return most;
  }

  private static String line(String style, double x1, double y1, double x2, double y2) {
    var values = List.of(x1, y1, x2, y2).stream().map(value -> Markup.number(value, 1)).toList();
    return "<line class='%s' x1='%s' y1='%s' x2='%s' y2='%s'/>"
        .formatted(style, values.get(0), values.get(1), values.get(2), values.get(3));
  }

  private static String text(String style, double x, double y, String anchor, String text) {
    return "<text class='%s' x='%s' y='%s' text-anchor='%s'>%s</text>"
        .formatted(style, Markup.number(x, 1), Markup.number(y, 1), anchor, Markup.escape(text));
  }
}
