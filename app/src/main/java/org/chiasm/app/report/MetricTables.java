package org.chiasm.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The figures behind the performance charts. */
public final class MetricTables {
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

  /** The primary metric within each division that was held out in turn. */
  static void divisions(Markup page, JsonNode evaluation, String primary) {
    var strategies = evaluation.path("strategies");
    var folds = evaluation.path("folds");
    if (folds.size() < 2) {
      return;
    }
    page.raw("<details><summary>")
        .text(words(primary) + " within each of the " + folds.size() + " divisions")
        .raw("</summary>")
        .element(
            "p",
            "The figures above pool the held-out rows of all divisions, so rows that different"
                + " models predicted are compared with one another. Within a division every row was"
                + " predicted by one model; the mean of the divisions is what cross-validation"
                + " usually reports.")
        .raw(
            "<div class='scroll'><table><tr><th>strategy</th><th class='n'>pooled</th><th class='n'>mean of divisions</th>");
    for (var fold : folds) {
      page.element("th class='n'", "" + (fold.path("fold").asInt() + 1));
    }
    page.raw("</tr>");
    for (var strategy : strategies.properties()) {
      page.raw("<tr>")
          .element("td", strategy.getKey())
          .element(
              "td class='n'",
              EstimateWords.of(strategy.getValue().path("metrics").path(primary), 3))
          .element(
              "td class='n'", EstimateWords.of(strategy.getValue().path("within_divisions"), 3));
      for (var fold : folds) {
        var value = fold.path("chosen").path(strategy.getKey()).path("held_out").path(primary);
        page.element("td class='n'", value.isNumber() ? Markup.number(value.asDouble(), 3) : "–");
      }
      page.raw("</tr>");
    }
    page.raw("</table></div></details>");
  }

  static void differences(Markup page, JsonNode differences, String primary) {
    if (differences.isEmpty()) {
      return;
    }
    rows(page, differences, primary::equals);
    page.raw("<details><summary>The same in every other metric</summary>");
    rows(page, differences, metric -> !metric.equals(primary));
    page.raw("</details>");
  }

  private static void rows(Markup page, JsonNode differences, Predicate<String> shown) {
    page.raw(
        "<p>Advantage on the same rows and resamples; positive favours the left side, and an interval that excludes zero is marked.</p>"
            + "<div class='scroll'><table><tr><th>left</th><th>right</th><th>metric</th><th class='n'>advantage</th><th></th></tr>");
    for (var difference : differences) {
      String metric = difference.path("metric").asText();
      if (!shown.test(metric)) {
        continue;
      }
      page.raw("<tr>")
          .element("td", difference.path("left").asText())
          .element("td", difference.path("right").asText())
          .element("td", words(difference.path("metric").asText()))
          .element("td class='n'", EstimateWords.of(difference.path("advantage"), 3))
          .element("td", side(difference.path("advantage")))
          .raw("</tr>");
    }
    page.raw("</table></div>");
  }

  private static String side(JsonNode interval) {
    if (interval.path("low").asDouble() > 0) {
      return "above zero";
    }
    return interval.path("high").asDouble() < 0 ? "below zero" : "";
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

  /** What each branch is worth over all subsets. */
  public static void branchValues(Markup page, JsonNode values, String metric) {
    if (values.isMissingNode()) {
      return;
    }
    page.element("h2", "What is each branch worth?");
    page.raw("<p>")
        .text(
            "Shapley value over held-out "
                + words(metric)
                + " of "
                + values.path("strategy").asText()
                + ": the mean gain a branch brings over all orders in which the branches could join,"
                + " the others being absent. The values sum to what all bring together over no input.")
        .raw("</p><table><tr><th>branch</th><th class='n'>value</th></tr>");
    for (var each : values.path("branches")) {
      page.raw("<tr>")
          .element("td", each.path("branch").asText())
          .element("td class='n'", EstimateWords.of(each.path("shapley"), 3))
          .raw("</tr>");
    }
    page.raw("</table>");
  }

  /** Ways of filling in, compared on tuning rows. */
  public static void imputation(Markup page, JsonNode imputation) {
    if (imputation.path("ways").isEmpty()) {
      return;
    }
    page.element("h2", "Does filling in help?");
    page.raw("<p>")
        .text(
            "On tuning rows only: how near known values come that were hidden (in standard deviations,"
                + " on a logarithmic scale where skewed), and a probe of the outcome fitted on"
                + " filled-in rows. Lowest loss: "
                + imputation.path("chosen").asText()
                + ". The strategies above take absence as it is.")
        .raw("</p><table><tr><th>way</th><th class='n'>RMSE</th><th class='n'>MAE</th>")
        .raw("<th class='n'>hidden values</th>")
        .element("th class='n'", words(imputation.path("loss").asText("loss")));
    var measured = imputation.path("ways").path(0).path("metrics");
    String metric =
        Stream.of("auroc", "auroc_hand_till", "concordance_uno")
            .filter(measured::has)
            .findFirst()
            .orElse("r2");
    page.element("th class='n'", words(metric)).raw("</tr>");
    for (var way : imputation.path("ways")) {
      page.raw("<tr>")
          .element("td", way.path("way").asText())
          .element(
              "td class='n'", way.has("rmse") ? Markup.number(way.path("rmse").asDouble(), 3) : "–")
          .element(
              "td class='n'", way.has("mae") ? Markup.number(way.path("mae").asDouble(), 3) : "–")
          .element("td class='n'", Markup.count(way.path("hidden").asLong()))
          .element("td class='n'", Markup.number(way.path("loss").asDouble(), 4))
          .element("td class='n'", EstimateWords.of(way.path("metrics").path(metric), 3))
          .raw("</tr>");
    }
    page.raw("</table>");
  }

  /** What was tried and chosen for the kept model. */
  public static void search(Markup page, JsonNode search) {
    if (search.isEmpty()) {
      return;
    }
    page.element("h2", "What was tried, and what was chosen by what?");
    page.raw("<p>")
        .text(
            "Of the kept model. Settings were chosen by the mean loss on tuning rows, in brackets,"
                + " lowest first (log loss; absolute error of a quantity); learners by it and, where"
                + " there are out-of-fold scores, by the loss on training rows; held-out rows had no"
                + " say. The settings of boosted trees with the lowest losses are"
                + " averaged; of the penalties of linear models one is kept.")
        .raw("</p><div class='scroll'><table><tr><th>strategy</th><th>chosen</th>")
        .raw("<th>learners tried (loss)</th><th class='n'>settings of trees tried</th>")
        .raw("<th>settings kept</th></tr>");
    for (var each : search) {
      var name = each.path("strategy").asText();
      page.raw("<tr>")
          .element("td", each.has("class") ? each.path("class").asText() + ": " + name : name)
          .element("td", each.path("chosen").asText())
          .element("td", losses(each.path("tuning_loss")))
          .element("td class='n'", each.path("settings_tried").asText("\u2013"))
          .raw("<td>");
      var settings = new ArrayList<String>();
      each.path("hyper_parameters")
          .properties()
          .forEach(one -> settings.add(one.getKey() + " " + one.getValue().asText()));
      page.raw("<details><summary>" + settings.size() + "</summary>")
          .text(String.join(", ", settings))
          .raw("</details></td></tr>");
    }
    page.raw("</table></div>");
  }

  private static String losses(JsonNode losses) {
    return losses.properties().stream()
        .sorted(Comparator.comparingDouble(each -> each.getValue().asDouble()))
        .map(each -> each.getKey() + " (" + Markup.number(each.getValue().asDouble(), 4) + ")")
        .collect(Collectors.joining(", "));
  }

  /** With and without the availability rule, side by side. */
  static void leak(Markup page, JsonNode leak) {
    if (leak.isMissingNode()) {
      return;
    }
    page.element("h2", "How much skill would have been leakage?");
    page.raw("<p>")
        .text(
            "Held-out "
                + words(leak.path("metric").asText())
                + ". The same cases twice: as they are, and as if every fact had been known when it was true."
                + " The second can never be had; what it seems to gain is what a study without the"
                + " availability rule would have reported and not delivered.")
        .raw("</p><table><tr><th>strategy</th><th class='n'>with the rule</th>")
        .raw("<th class='n'>without it</th><th class='n'>would have been leakage</th></tr>");
    for (var each : leak.path("strategies")) {
      page.raw("<tr>")
          .element("td", each.path("strategy").asText())
          .element("td class='n'", EstimateWords.of(each.path("with_rule"), 3))
          .element("td class='n'", EstimateWords.of(each.path("without_rule"), 3))
          .element("td class='n'", EstimateWords.of(each.path("leak"), 3))
          .raw("</tr>");
    }
    page.raw("</table><p>")
        .text(
            Markup.count(leak.path("rows_changed").asLong())
                + " of "
                + Markup.count(leak.path("rows").asLong())
                + " rows would have seen something that nobody could know yet.")
        .raw("</p>");
  }

  static void notTrained(Markup page, JsonNode notTrained) {
    for (var each : notTrained) {
      page.raw("<p class='note'>")
          .text(each.path("strategy").asText() + " has no result: " + each.path("reason").asText())
          .raw("</p>");
    }
  }

  /** The measure of calibration or error that is drawn beside the one that ranks. */
  static String beside(String primary) {
    return switch (primary) {
      case "auroc" -> "calibration_slope";
      case "concordance_uno" -> "observed_less_predicted";
      case "auroc_hand_till" -> "log_loss";
      default -> "rmse";
    };
  }

  /** A metric's name as people write it. */
  public static String words(String metric) {
    return switch (metric) {
      case "auroc", "auprc", "mae", "rmse" -> metric.toUpperCase(Locale.ROOT);
      case "r2" -> "R²";
      case "brier" -> "Brier";
      case "auroc_one_vs_rest" -> "AUROC (one against the rest)";
      case "auroc_hand_till" -> "AUROC (Hand and Till)";
      case "concordance_uno" -> "concordance (Uno)";
      case "concordance_harrell" -> "concordance (Harrell)";
      case "integrated_brier" -> "integrated Brier";
      case "brier_at_horizon" -> "Brier at the horizon";
      case "observed_less_predicted" -> "observed less predicted risk";
      default -> metric.replace('_', ' ');
    };
  }
}
