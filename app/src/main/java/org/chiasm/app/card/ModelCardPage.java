package org.chiasm.app.card;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import org.chiasm.Quantity;
import org.chiasm.app.report.ClinicalWords;
import org.chiasm.app.report.EstimateWords;
import org.chiasm.app.report.FaithfulnessTable;
import org.chiasm.app.report.Markup;
import org.chiasm.app.report.MetricTables;
import org.chiasm.app.report.ReportPage;

/** A model card as one self-contained HTML page; it shows what the card's document says. */
final class ModelCardPage {
  private static final String[] BINARY = {
    "auroc", "auprc", "brier", "calibration_slope", "calibration_intercept"
  };

  private final JsonNode card;
  private final Markup page = new Markup();

  private ModelCardPage(JsonNode card) {
    this.card = card;
  }

  /** The page of a card. */
  static String html(JsonNode card) throws IOException {
    return new ModelCardPage(card).build();
  }

  private String build() throws IOException {
    page.raw("<!doctype html><html lang='en'><head><meta charset='utf-8'>")
        .raw("<meta name='viewport' content='width=device-width, initial-scale=1'>")
        .element("title", "Model card: " + card.path("study").asText())
        .raw("<style>" + ReportPage.stylesheet() + "</style></head><body>");
    page.element("h1", "Model card: " + card.path("study").asText())
        .raw("<p class='question'>")
        .text(card.path("question").asText())
        .raw("</p>");
    page.element(
        "p class='note'",
        "Items of "
            + card.path("guideline").asText()
            + ". What the run measured is said as it is; what only people know stands in the study"
            + " file's card, and is \u201cnot stated\u201d where it does not. Contact: "
            + card.path("contact").asText()
            + ".");
    performance();
    subgroups();
    predictors();
    MetricTables.branchValues(page, card.path("branch_values"), metrics()[0]);
    MetricTables.search(page, card.path("search"));
    MetricTables.imputation(page, card.path("imputation"));
    faithfulness();
    items();
    provenance();
    page.raw("<p class='note'>Made by Chiasm. Research software, not a medical device.</p>");
    return page.raw("</body></html>\n").toString();
  }

  private boolean hasEvents() {
    var kind = card.path("performance").path("outcome_kind").asText("binary");
    return kind.equals("binary") || kind.equals("time_to_event");
  }

  private String[] metrics() {
    return switch (card.path("performance").path("outcome_kind").asText("binary")) {
      case "binary" -> BINARY;
      case "multi_class" ->
          new String[] {
            "auroc_hand_till", "auroc_one_vs_rest", "log_loss", "brier", "balanced_accuracy"
          };
      case "time_to_event" ->
          new String[] {"concordance_uno", "integrated_brier", "observed_less_predicted"};
      default -> new String[] {"mae", "rmse", "r2"};
    };
  }

  private void performance() {
    var performance = card.path("performance");
    page.element("h2", "How good is it, on held-out subjects?");
    page.raw("<p>")
        .text(
            Markup.count(performance.path("held_out_rows").asLong())
                + " predictions of "
                + Markup.count(performance.path("held_out_subjects").asLong())
                + " subjects"
                + (hasEvents()
                    ? ", "
                        + Markup.count(performance.path("held_out_events").asLong())
                        + " with the outcome"
                    : "")
                + ". 95 % intervals by bootstrap over subjects.")
        .raw("</p><div class='scroll'><table><tr><th>strategy</th>");
    for (var metric : metrics()) {
      page.element("th class='n'", MetricTables.words(metric));
    }
    page.raw("</tr>");
    for (var strategy : performance.path("strategies").properties()) {
      page.raw("<tr><td>").text(strategy.getKey()).raw("</td>");
      cells(strategy.getValue().path("metrics"), metrics());
      page.raw("</tr>");
    }
    page.raw("</table></div>");
  }

  private void cells(JsonNode metrics, String[] shown) {
    for (var metric : shown) {
      var estimate = metrics.path(metric);
      page.raw("<td class='n'>")
          .text(
              estimate.has("value")
                  ? EstimateWords.of(estimate, 3)
                  : estimate.path("undefined").asText("\u2013"))
          .raw("</td>");
    }
  }

  /** The metrics that were measured in at least one group. */
  private static String[] measuredIn(JsonNode groups, String[] metrics) {
    return Arrays.stream(metrics)
        .filter(metric -> groups.valueStream().anyMatch(group -> group.at("/metrics").has(metric)))
        .toArray(String[]::new);
  }

  private void subgroups() {
    var performance = card.path("performance");
    var best = performance.path("best_fused").asText(performance.path("best_single").asText(""));
    page.element("h2", "In which groups?");
    if (performance.has("classes")) {
      for (var each : performance.path("classes")) {
        groups(
            each.path("subgroups"),
            BINARY,
            each.path("class").asText() + " against all other classes, by " + best + ".");
      }
    } else {
      groups(
          performance.path("strategies").path(best).path("subgroups"),
          metrics(),
          "Of " + best + ", the best fused on these rows.");
    }
  }

  private void groups(JsonNode groups, String[] metrics, String which) {
    page.element("p", which);
    if (groups.size() == 0) {
      page.element(
          "p", "Not examined: the study file names no subgroups, or its outcome is over time.");
      return;
    }
    page.raw("<div class='scroll'><table><tr><th>group</th><th class='n'>rows</th>");
    page.raw("<th class='n'>subjects</th>");
    var shown = measuredIn(groups, metrics);
    for (var metric : shown) {
      page.element("th class='n'", MetricTables.words(metric));
    }
    page.raw("</tr>");
    for (var group : groups) {
      page.raw("<tr><td>")
          .text(group.path("subgroup").asText() + ": " + group.path("level").asText())
          .raw("</td><td class='n'>")
          .text(Markup.count(group.path("rows").asLong()))
          .raw("</td><td class='n'>")
          .text(Markup.count(group.path("subjects").asLong()))
          .raw("</td>");
      cells(group.path("metrics"), shown);
      page.raw("</tr>");
    }
    page.raw("</table></div>");
  }

  private void predictors() {
    page.element("h2", "What does it read, and how often is that missing?");
    page.raw("<div class='scroll'><table><tr><th>predictor</th><th>branch</th><th>what</th>")
        .raw("<th>unit</th><th>window</th><th>if missing</th><th class='n'>missing</th>")
        .raw("<th>why</th><th>median (quartiles) in training</th></tr>");
    for (var each : card.path("predictors")) {
      page.raw("<tr><td>").text(each.path("name").asText()).raw("</td><td>");
      page.text(each.path("branch").asText()).raw("</td><td>");
      var reduce = each.path("reduce").asText("");
      page.text(
          ClinicalWords.name(each.path("concept").asText())
              + (reduce.isEmpty() ? "" : ", " + reduce));
      page.raw("</td><td>").text(ClinicalWords.unit(each.path("unit").asText("")));
      page.raw("</td><td class='whole'>").text(each.path("window").asText()).raw("</td><td>");
      page.text(each.path("if_missing").asText()).raw("</td><td class='n'>");
      page.text(
          each.has("missing_share")
              ? Markup.number(100 * each.path("missing_share").asDouble(), 1) + " %"
              : "not measured");
      page.raw("</td><td class='reasons'>")
          .text(reasons(each.path("missing_by_reason")))
          .raw("</td><td>");
      page.text(distribution(each)).raw("</td></tr>");
    }
    page.raw("</table></div>");
  }

  private static String reasons(JsonNode reasons) {
    var words = new ArrayList<String>();
    for (var each : reasons.properties()) {
      words.add(
          ClinicalWords.constant(each.getKey()) + " " + Markup.count(each.getValue().asLong()));
    }
    return String.join(", ", words);
  }

  private static String distribution(JsonNode predictor) {
    return predictor.has("training_median")
        ? Quantity.toFourDigits(predictor.path("training_median").asText())
            + " ("
            + Quantity.toFourDigits(predictor.path("training_quarter").asText())
            + " to "
            + Quantity.toFourDigits(predictor.path("training_three_quarters").asText())
            + ")"
        : "";
  }

  private void faithfulness() {
    var measured = card.path(ModelCard.FAITHFULNESS);
    if (measured.isMissingNode()) {
      page.element("h2", "How far can explanations be trusted?")
          .element("p", "Not measured: chiasm explain MODEL --faithfulness does it.");
    } else {
      FaithfulnessTable.write(page, measured);
    }
  }

  private void items() {
    page.element("h2", "TRIPOD+AI, item by item");
    page.raw("<table><tr><th>item</th><th>asks for</th><th>answer</th></tr>");
    for (var item : card.path("items")) {
      page.raw("<tr><td>").text(item.path("item").asText());
      page.raw("</td><td>").text(item.path("topic").asText() + ": " + item.path("asks").asText());
      page.raw("</td><td>");
      if (item.has("stated") && !item.has("state_in_study_file")) {
        page.text(item.path("stated").asText()).raw(item.has("measured") ? "<br>" : "");
      }
      page.text(item.path("measured").asText(""));
      if (item.has("state_in_study_file")) {
        var names = new ArrayList<String>();
        item.path("state_in_study_file").forEach(name -> names.add(name.asText()));
        page.raw(item.has("measured") ? "<br>" : "").raw("<i>");
        page.text(
            "not stated" + (names.isEmpty() ? "" : " (card: " + String.join(", ", names) + ")"));
        page.raw("</i>");
      }
      page.raw("</td></tr>");
    }
    page.raw("</table>");
  }

  private void provenance() {
    var provenance = card.path("provenance");
    page.element("h2", "Made from and with");
    page.raw("<table>");
    line("rows, SHA-256", provenance.path("rows_sha256").asText());
    line("seed", provenance.path("seed").asText());
    for (var each : provenance.path("machine").properties()) {
      line(each.getKey().replace('_', ' '), each.getValue().asText());
    }
    var versions = new ArrayList<String>();
    for (var each : provenance.path("versions").properties()) {
      versions.add(each.getKey() + " " + each.getValue().asText());
    }
    line("versions", String.join(", ", versions));
    page.raw("</table>");
  }

  private void line(String what, String value) {
    page.raw("<tr><td>").text(what).raw("</td><td style='overflow-wrap:anywhere'>");
    page.text(value).raw("</td></tr>");
  }
}
