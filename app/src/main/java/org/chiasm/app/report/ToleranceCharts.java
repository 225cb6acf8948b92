package org.chiasm.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;

/** Which time difference is acceptable, drawn: one row of plots for each concept. */
final class ToleranceCharts {
  private static final double WIDTH = 310;
  private static final double HEIGHT = 250;

  private static final double FIRST_HOUR = 0.8;

  private ToleranceCharts() {}

  static void write(Markup page, JsonNode tolerance) {
    if (tolerance.isMissingNode()) {
      return;
    }
    page.element("h2", "Which time difference is acceptable?");
    page.raw("<p>")
        .text(
            "Windows end where the study's do and reach back further and further; the shaded width is"
                + " recommended. Drift is half the robust mean square difference of two values of one"
                + " patient that lie so far apart, as a share of that of two patients; a probe is a small model of fixed shape, fitted for this question alone. At most "
                + Markup.number(100 * tolerance.path("max_drift").asDouble(), 0)
                + " % of drift is borne. Lines are 95 % intervals; horizontal axes are logarithmic in hours.")
        .raw("</p>");
    var metric = tolerance.path("metric").asText();
    var beside = MetricTables.beside(metric);
    for (var input : tolerance.path("inputs")) {
      page.raw("<h3>")
          .text(input.path("concept").asText() + ": " + input.path("recommended_width").asText())
          .raw("</h3>");
      page.element(
          "p",
          "Window of the study: "
              + input.path("window").asText()
              + ". Recommended because: "
              + input.path("reason").asText()
              + ".");
      page.raw("<div class='row'>").raw(coverage(input)).raw(drift(input));
      page.raw(curves(input, metric, MetricTables.words(metric) + " of a probe"))
          .raw(curves(input, beside, MetricTables.words(beside)))
          .raw("</div>");
    }
  }

  private static double log(double hours) {
    return StrictMath.log10(hours);
  }

  private static double cut(JsonNode input) {
    for (var width : input.path("widths")) {
      if (width.path("width").asText().equals(input.path("recommended_width").asText())) {
        return width.path("hours").asDouble();
      }
    }
    return 1;
  }

  private static Plot plot(JsonNode input, double low, double high, String title) {
    double most = 1;
    for (var width : input.path("widths")) {
      most = Math.max(most, width.path("hours").asDouble());
    }
    double margin = high > low ? 0.05 * (high - low) : 0.05;
    double bottom = low == 0 ? 0 : low - margin;
    var plot = new Plot(WIDTH, HEIGHT, -0.1, log(most) + 0.1, bottom, high + margin);
    plot.verticalAxis("hours, logarithmic", title);
    for (var width : input.path("widths")) {
      double hours = width.path("hours").asDouble();
      plot.tick(log(hours), Markup.number(hours, 0));
    }
    plot.band(-0.1, log(cut(input)), bottom, high + margin, "window");
    return plot;
  }

  private static String coverage(JsonNode input) {
    var plot = plot(input, 0, 1, "share of rows with a value");
    var points = new ArrayList<double[]>();
    for (var width : input.path("widths")) {
      double x = log(width.path("hours").asDouble());
      points.add(new double[] {x, width.path("coverage").asDouble()});
      plot.dot(x, width.path("coverage").asDouble(), 3.5, "point c0", width.path("width").asText());
    }
    return plot.path(points, "curve c0").svg("share of rows with a value by window width");
  }

  private static String drift(JsonNode input) {
    double most = 1;
    for (var gap : input.path("semivariogram").path("gaps")) {
      most = Math.max(most, Math.min(2, gap.path("drift_high").asDouble(0)));
    }
    if (input.path("semivariogram").path("gaps").isEmpty()) {
      return "";
    }
    var plot = plot(input, 0, most, "drift, as a share");
    var points = new ArrayList<double[]>();
    for (var gap : input.path("semivariogram").path("gaps")) {
      double from = Math.max(FIRST_HOUR, gap.path("from_hours").asDouble());
      double x = (log(from) + log(gap.path("to_hours").asDouble())) / 2;
      if (gap.path("to_hours").asDouble() > largest(input) || !gap.has("drift")) {
        continue;
      }
      double y = Math.min(most, gap.path("drift").asDouble());
      points.add(new double[] {x, y});
      if (gap.has("drift_low")) {
        plot.line(
            x,
            Math.min(most, gap.path("drift_low").asDouble()),
            x,
            Math.min(most, gap.path("drift_high").asDouble()),
            "interval");
      }
      plot.dot(x, y, 3.5, "point c1", gap.path("pairs").asLong() + " pairs");
    }
    return plot.path(points, "curve c1").svg("drift by gap");
  }

  private static double largest(JsonNode input) {
    double most = 1;
    for (var width : input.path("widths")) {
      most = Math.max(most, width.path("hours").asDouble());
    }
    return most;
  }

  private static String curves(JsonNode input, String metric, String title) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (var width : input.path("widths")) {
      for (var kind : new String[] {"alone", "with_all_other_inputs"}) {
        var estimate = width.path(kind).path(metric);
        if (estimate.has("low")) {
          low = Math.min(low, estimate.path("low").asDouble());
          high = Math.max(high, estimate.path("high").asDouble());
        }
      }
    }
    if (!(high > low)) {
      return "";
    }
    var plot = plot(input, low, high + 0.25 * (high - low), title);
    int index = 2;
    for (var kind : new String[] {"alone", "with_all_other_inputs"}) {
      var points = new ArrayList<double[]>();
      for (var width : input.path("widths")) {
        var estimate = width.path(kind).path(metric);
        if (estimate.has("low")) {
          double x = log(width.path("hours").asDouble()) + 0.02 * (index - 2);
          points.add(new double[] {x, estimate.path("value").asDouble()});
          plot.line(
              x, estimate.path("low").asDouble(), x, estimate.path("high").asDouble(), "interval");
          plot.dot(
              x,
              estimate.path("value").asDouble(),
              3.5,
              "point c" + index,
              width.path("width").asText());
        }
      }
      plot.path(points, "curve c" + index);
      plot.label(
          WIDTH - 48, 26 + 14.0 * (index - 2), "end", kind.replace('_', ' '), "legend t" + index);
      plot.key(WIDTH - 42, 22 + 14.0 * (index - 2), index);
      index++;
    }
    return plot.svg(title + " by window width");
  }
}
