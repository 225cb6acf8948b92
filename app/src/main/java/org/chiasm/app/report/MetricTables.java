package org.chiasm.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Locale;

/** The figures behind the performance charts. */
final class MetricTables {
  private MetricTables() {}

  static void metrics(Markup page, JsonNode strategies) {
    var metrics = new LinkedHashSet<String>();
    strategies.forEach(
        strategy -> strategy.path("metrics").fieldNames().forEachRemaining(metrics::add));
    page.raw("<div class='scroll'><table><tr><th>strategy</th>");
    metrics.forEach(metric -> page.element("th class='n'", words(metric)));
    page.raw("</tr>");
    for (var strategy : strategies.properties()) {
      page.raw("<tr>").element("td", strategy.getKey());
      for (var metric : metrics) {
        page.element(
            "td class='n'", EstimateWords.of(strategy.getValue().path("metrics").path(metric), 3));
      }
      page.raw("</tr>");
    }
    page.raw("</table></div>");
  }

  static void differences(Markup page, JsonNode differences) {
    if (differences.isEmpty()) {
      return;
    }
    rows(page, differences, true);
    page.raw("<details><summary>The same in every other metric</summary>");
    rows(page, differences, false);
    page.raw("</details>");
  }

  private static void rows(Markup page, JsonNode differences, boolean primary) {
    page.raw(
        "<p>Advantage on the same rows and resamples; positive favours the left side, and an interval that excludes zero is marked.</p>"
            + "<div class='scroll'><table><tr><th>left</th><th>right</th><th>metric</th><th class='n'>advantage</th><th></th></tr>");
    for (var difference : differences) {
      String metric = difference.path("metric").asText();
      if (primary != (metric.equals("auroc") || metric.equals("mae"))) {
        continue;
      }
      page.raw("<tr>")
          .element("td", difference.path("left").asText())
          .element("td", difference.path("right").asText())
          .element("td", words(difference.path("metric").asText()))
          .element("td class='n'", EstimateWords.of(difference.path("advantage"), 3))
          .element("td", difference.path("clear").asBoolean() ? "above zero" : "")
          .raw("</tr>");
    }
    page.raw("</table></div>");
  }

  static void subgroups(Markup page, JsonNode strategies, String strategy, String metric) {
    var subgroups = strategies.path(strategy).path("subgroups");
    if (subgroups.isEmpty()) {
      return;
    }
    page.raw("<h2>Subgroups: ").text(strategy).raw("</h2>");
    page.raw(
        "<div class='scroll'><table><tr><th>subgroup</th><th>level</th><th class='n'>subjects</th><th class='n'>rows</th><th class='n'>events</th>");
    page.element("th class='n'", words(metric)).raw("</tr>");
    for (var subgroup : subgroups) {
      page.raw("<tr>")
          .element("td", subgroup.path("subgroup").asText())
          .element("td", subgroup.path("level").asText())
          .element("td class='n'", Markup.count(subgroup.path("subjects").asLong()))
          .element("td class='n'", Markup.count(subgroup.path("rows").asLong()))
          .element("td class='n'", Markup.count(subgroup.path("events").asLong()))
          .element("td class='n'", EstimateWords.of(subgroup.path("metrics").path(metric), 3))
          .raw("</tr>");
    }
    page.raw("</table></div>");
  }

  static void notTrained(Markup page, JsonNode notTrained) {
    for (var each : notTrained) {
      page.raw("<p class='note'>")
          .text(each.path("strategy").asText() + " has no result: " + each.path("reason").asText())
          .raw("</p>");
    }
  }

  private static String words(String metric) {
    return switch (metric) {
      case "auroc", "auprc", "mae", "rmse" -> metric.toUpperCase(Locale.ROOT);
      case "r2" -> "R²";
      case "brier" -> "Brier";
      default -> metric.replace('_', ' ');
    };
  }
}
