package org.chiasm.app.report;

import com.fasterxml.jackson.databind.JsonNode;

/** What a report shows of an outcome of several classes beside the figures of all of them. */
final class ClassTables {
  private ClassTables() {}

  static void write(Markup page, JsonNode evaluation) {
    var best = evaluation.path("best_fused").asText(evaluation.path("best_single").asText(""));
    confusion(page, evaluation, best);
    for (var each : evaluation.path("classes")) {
      ofClass(page, each, best);
    }
  }

  /** Rows by the class that came, each by the likeliest class. */
  private static void confusion(Markup page, JsonNode evaluation, String strategy) {
    var counts = evaluation.path("strategies").path(strategy).path("confusion");
    if (counts.isEmpty()) {
      return;
    }
    page.element("h2", "Which class is taken for which?");
    page.raw("<p>")
        .text(
            "Held-out rows by the class that came, and by the likeliest class after "
                + strategy
                + ", with the share of the row. The likeliest class is seldom a rare one, however"
                + " good the probabilities are.")
        .raw("</p><div class='scroll'><table><tr><th>came</th>");
    for (var each : evaluation.path("classes")) {
      page.element("th class='n'", each.path("class").asText());
    }
    page.raw("</tr>");
    for (int row = 0; row < counts.size(); row++) {
      long sum = 0;
      for (var count : counts.path(row)) {
        sum += count.asLong();
      }
      page.raw("<tr>").element("td", evaluation.path("classes").path(row).path("class").asText());
      for (var count : counts.path(row)) {
        page.element(
            "td class='n'",
            Markup.count(count.asLong())
                + (sum == 0 ? "" : " (" + Markup.number(100.0 * count.asLong() / sum, 0) + " %)"));
      }
      page.raw("</tr>");
    }
    page.raw("</table></div>");
  }

  private static void ofClass(Markup page, JsonNode ofClass, String best) {
    var strategies = ofClass.path("strategies");
    long events = ofClass.path("held_out_events").asLong();
    page.element("h2", ofClass.path("class").asText() + " against all other classes");
    page.element(
        "p",
        Markup.count(events)
            + " of "
            + Markup.count(ofClass.path("held_out_rows").asLong())
            + " held-out rows.");
    page.raw("<div class='scroll'>")
        .raw(PerformanceCharts.forest(strategies, "auroc"))
        .raw("</div>");
    ReportPage.curves(page, ofClass, "binary");
    page.raw("<details><summary>Every metric, and subgroups</summary>");
    MetricTables.metrics(page, strategies);
    MetricTables.subgroups(page, strategies, best, "auroc");
    page.raw("</details>");
  }
}
