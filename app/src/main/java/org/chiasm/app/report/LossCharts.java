package org.chiasm.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** How the losses of the kept model's networks fell in training. */
final class LossCharts {
  private static final double WIDTH = 250;
  private static final double HEIGHT = 190;

  private LossCharts() {}

  static void write(Markup page, JsonNode curves) {
    if (curves.isEmpty()) {
      return;
    }
    page.element("h2", "How did the networks train?");
    page.raw("<details><summary>")
        .text("Loss by pass of " + curves.size() + " networks of the kept model")
        .raw("</summary><p>")
        .text(
            "First colour: training rows, with dropout and hidden branches; second: rows that stop"
                + " it. The line marks the pass that was kept.")
        .raw("</p><div class='row'>");
    for (var curve : curves.properties()) {
      page.raw("<figure>")
          .element("figcaption", curve.getKey())
          .raw(chart(curve.getKey(), curve.getValue()))
          .raw("</figure>");
    }
    page.raw("</div></details>");
  }

  private static String chart(String name, JsonNode curve) {
    var training = points(curve.path("training"));
    var tuning = points(curve.path("tuning"));
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (var list : List.of(training, tuning)) {
      for (var point : list) {
        low = Math.min(low, point[1]);
        high = Math.max(high, point[1]);
      }
    }
    if (training.isEmpty()) {
      return "";
    }
    double margin = Math.max(0.01, 0.05 * (high - low));
    var plot =
        new Plot(WIDTH, HEIGHT, 0, Math.max(1, training.size()), low - margin, high + margin)
            .axes("pass", "loss");
    double kept = curve.path("kept").asInt();
    plot.line(kept, low - margin, kept, high + margin, "reference");
    plot.path(training, "curve c0");
    plot.path(tuning, "curve c1");
    return plot.svg("loss of " + name + " by pass");
  }

  private static List<double[]> points(JsonNode losses) {
    var points = new ArrayList<double[]>();
    for (var loss : losses) {
      points.add(new double[] {points.size() + 1.0, loss.asDouble()});
    }
    return points;
  }
}
