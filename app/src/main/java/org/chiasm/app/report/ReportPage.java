package org.chiasm.app.report;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chiasm.app.files.OutputFolder;
import org.chiasm.app.files.SummaryFile;

/**
 * The report as one self-contained HTML file: no script, no font, no picture from elsewhere. It
 * shows what {@code summary.json} says and nothing else, so equal summaries give equal bytes.
 */
public final class ReportPage {
  private static final int CURVES_MAX = 6;
  private static final int FEW_SUBJECTS = 200;
  private static final String GROUPS =
      "A point of calibration is a group of neighbouring predictions; it has no interval, and of a"
          + " few rows it may lie anywhere.";

  private final JsonNode summary;
  private final Markup page = new Markup();

  private ReportPage(JsonNode summary) {
    this.summary = summary;
  }

  /** Writes {@code report.html} from the folder's {@code summary.json}. */
  public static void write(OutputFolder out) throws IOException {
    var summary = SummaryFile.open(out).root();
    Files.write(out.report(), html(summary).getBytes(StandardCharsets.UTF_8));
  }

  /** The page of a summary. */
  static String html(JsonNode summary) throws IOException {
    return new ReportPage(summary).build();
  }

  private String build() throws IOException {
    String name = summary.path("study").path("name").asText("study");
    page.raw("<!doctype html><html lang='en'><head><meta charset='utf-8'>")
        .raw("<meta name='viewport' content='width=device-width, initial-scale=1'>")
        .element("title", "Chiasm: " + name)
        .raw("<style>" + stylesheet() + "</style></head><body>");
    page.element("h1", name)
        .raw("<p class='question'>")
        .text(summary.path("study").path("question").asText())
        .raw("</p>");
    headline();
    VerdictTable.write(page, summary.path("verdicts"));
    performance();
    FaithfulnessTable.write(page, summary.path("explanation-faithfulness"));
    BudgetCharts.write(page, summary.path("budget"));
    ToleranceCharts.write(page, summary.path("tolerance"));
    CohortTables.write(page, summary);
    timeline();
    card(summary.path("model_card").asText(""));
    TruthTable.write(page, summary.path("truth"));
    page.raw(
        "<p class='note'>Made by Chiasm from <code>summary.json</code>. Research software, not a"
            + " medical device.</p>");
    return page.raw("</body></html>\n").toString();
  }

  private void headline() {
    var evaluation = summary.path("evaluation");
    page.raw("<div class='headline'>");
    card(
        Markup.count(summary.path("identity").path("subjects").asLong()), "subjects in the record");
    card(Markup.count(evaluation.path("rows").path("used").asLong()), "rows with a known outcome");
    if (evaluation.has("held_out_events") && !outcomeKind().equals("continuous")) {
      long events = evaluation.path("held_out_events").asLong();
      long rows = Math.max(1, evaluation.path("held_out_rows").asLong());
      card(
          Markup.count(events) + " (" + Markup.number(100.0 * events / rows, 0) + " %)",
          "held-out rows with the outcome");
    }
    String best = evaluation.path("best_fused").asText(evaluation.path("best_single").asText(""));
    var estimate = evaluation.path("strategies").path(best).path("metrics").path(primaryMetric());
    if (estimate.has("value")) {
      card(EstimateWords.of(estimate, 3), MetricTables.words(primaryMetric()) + ", " + best);
    }
    page.raw("</div>");
  }

  private void card(String address) {
    if (!address.isEmpty()) {
      page.element("h2", "The model's card")
          .raw("<p>What TRIPOD+AI asks, answered item by item: <a href='")
          .text(address)
          .raw("'>")
          .text(address)
          .raw("</a>, in the model's folder.</p>");
    }
  }

  private void card(String value, String label) {
    page.raw("<div class='card'>").element("b", value).element("span", label).raw("</div>");
  }

  private void performance() {
    var evaluation = summary.path("evaluation");
    if (evaluation.isMissingNode()) {
      return;
    }
    var strategies = evaluation.path("strategies");
    page.element("h2", "How good is each modality alone, and how good are they together?");
    page.raw("<p>Outcome: ")
        .text(summary.path("study").path("outcome").asText())
        .raw(
            ". Points are measured on subjects that nothing was fitted or chosen on; lines are 95 %"
                + " intervals from a bootstrap by subject.</p>");
    long subjects = evaluation.path("held_out_subjects").asLong();
    if (subjects < FEW_SUBJECTS) {
      page.element(
          "p class='warn'",
          subjects
              + " subjects can prove little: the intervals are wide, the order of the strategies"
              + " may be chance, and several rows of one subject resemble one another. Read these"
              + " figures as a check that the pipeline runs on these data, not as evidence for a"
              + " model.");
    }
    evaluation
        .path("problems")
        .forEach(problem -> page.element("p class='warn'", problem.asText()));
    page.raw("<div class='scroll'>")
        .raw(PerformanceCharts.forest(strategies, primaryMetric()))
        .raw("</div>");
    page.element(
        "p class='note'",
        "Hollow: one branch alone (single); a branch is a modality, unless the study divides it"
            + " further. Filled: fused. early_i joins original features, early_ii extracted ones;"
            + " joint_i and joint_ii train the extractors together; late joins one model for each"
            + " branch by the rule that is best on rows they did not learn from, late:mean and the"
            + " like by that rule"
            + " (doi:10.1038/s41746-020-00341-z).");
    MetricTables.metrics(page, strategies);
    MetricTables.divisions(page, evaluation, primaryMetric());
    MetricTables.differences(page, evaluation.path("differences"), primaryMetric());
    if (outcomeKind().equals("multi_class")) {
      ClassTables.write(page, evaluation);
    } else {
      curves(page, evaluation, outcomeKind());
    }
    MetricTables.subgroups(
        page, strategies, evaluation.path("best_fused").asText(), primaryMetric());
    MetricTables.notTrained(page, evaluation.path("not_trained"));
    MetricTables.branchValues(page, evaluation.path("branch_values"), primaryMetric());
    VerdictTable.removals(page, evaluation.path("removals"), MetricTables.words(primaryMetric()));
    MetricTables.search(page, evaluation.path("search"));
    LossCharts.write(page, evaluation.path("loss_curves"));
    MetricTables.imputation(page, summary.path("imputation"));
    MetricTables.leak(page, summary.path("leakage_performance"));
  }

  /** Curves of what was predicted, as far as the kind of the outcome has them. */
  static void curves(Markup page, JsonNode evaluation, String outcomeKind) {
    var shown = shown(evaluation);
    boolean binary = outcomeKind.equals("binary");
    page.raw("<div class='row'>");
    if (binary) {
      page.raw(PerformanceCharts.roc(shown));
    }
    page.raw(PerformanceCharts.calibration(shown, !outcomeKind.equals("continuous")));
    if (binary) {
      page.raw(PerformanceCharts.decision(shown));
    }
    page.raw("</div>");
    page.element(
        "p class='note'",
        binary
            ? "In this order: receiver operating characteristic (dashed: chance); calibration"
                + " (dashed: predicted as seen); decision curve, whose threshold is the risk from"
                + " which one would act (dashed: act on nobody). "
                + GROUPS
            : "Calibration (dashed: predicted as seen). " + GROUPS);
  }

  /** What curves are drawn of: the first strategies, the best fusion among them. */
  private static Map<String, JsonNode> shown(JsonNode evaluation) {
    var best = evaluation.path("best_fused").asText();
    var shown = new LinkedHashMap<String, JsonNode>();
    for (var strategy : evaluation.path("strategies").properties()) {
      boolean isLast =
          !best.isEmpty() && shown.size() == CURVES_MAX - 1 && !shown.containsKey(best);
      if (shown.size() < CURVES_MAX && (!isLast || strategy.getKey().equals(best))) {
        shown.put(strategy.getKey(), strategy.getValue());
      }
    }
    return shown;
  }

  private void timeline() {
    var example = summary.path("example_timeline");
    if (example.isMissingNode()) {
      return;
    }
    page.element("h2", "One patient on both clocks");
    page.raw(
        "<p>A dot is when a fact was true, the end of its line when it became available. Bands are"
            + " the inputs' windows. What lies left of the prediction time and became available"
            + " after it (hollow, orange) was true and not known: it is not in the row.</p><div"
            + " class='scroll'>");
    page.raw(TimelineChart.draw(example)).raw("</div>");
  }

  private String outcomeKind() {
    return summary.path("evaluation").path("outcome_kind").asText("binary");
  }

  private String primaryMetric() {
    return switch (outcomeKind()) {
      case "binary" -> "auroc";
      case "time_to_event" -> "concordance_uno";
      case "multi_class" -> "auroc_hand_till";
      default -> "mae";
    };
  }

  /** The style of every page, as CSS. */
  public static String stylesheet() throws IOException {
    try (InputStream in =
        requireNonNull(ReportPage.class.getResourceAsStream("report.css"), "report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
