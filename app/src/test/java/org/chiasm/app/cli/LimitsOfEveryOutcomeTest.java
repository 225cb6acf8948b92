package org.chiasm.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Removals, budget, gate, tolerance, leakage and explanation of outcomes over time, of several
 * classes and of quantities, through the command line.
 */
class LimitsOfEveryOutcomeTest {
  private static final String SHARES =
      "{by: subject, seed: 3, train: 0.5, tuning: 0.2, held_out: 0.3}";

  @TempDir private static Path folder;

  @BeforeAll
  static void writeTheRecord() throws IOException {
    SmallMedsCohort.write(folder.resolve("meds"), 360, 1);
    SmallMedsCohort.write(folder.resolve("meds-stays"), 360, 1, SmallMedsCohort.Stays.BY_LABS);
    Files.writeString(folder.resolve("site.yaml"), SmallMedsCohort.SITE);
  }

  private static String path(String name) {
    return folder.resolve(name).toString();
  }

  private static JsonNode chiasm(String... arguments) throws IOException {
    var result = CommandResult.of(arguments);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result.out().startsWith("{")
        ? new ObjectMapper().readTree(result.out())
        : new ObjectMapper().createObjectNode();
  }

  private static void assertHasInterval(JsonNode estimate) {
    assertThat(estimate.path("low").asDouble()).isLessThan(estimate.path("value").asDouble());
    assertThat(estimate.path("high").asDouble()).isGreaterThan(estimate.path("value").asDouble());
  }

  private static void assertMeasuresItsLimits(
      String name, String meds, String outcome, String metric, String fusion) throws IOException {
    var study = path(name + ".yaml");
    Files.writeString(Path.of(study), SmallMedsCohort.study(outcome, SHARES, fusion));
    var out = path(name);
    var site = path("site.yaml");
    chiasm("ingest", study, "--site", site, "--meds", path(meds), "--out", out);
    chiasm("rows", study, "--site", site, "--out", out);
    chiasm("train", study, "--site", site, "--out", out, "--removals");
    assertRemovals(out);
    assertWorthOfBranchesAndFillingIn(out, metric);
    assertBudgetStopsRows(out, metric);
    assertTolerance(study, site, out, metric);
    assertLeak(study, site, out, metric);
  }

  private static void assertRemovals(String out) throws IOException {
    var removals =
        new ObjectMapper()
            .readTree(Path.of(out, "summary.json").toFile())
            .at("/evaluation/removals");
    assertThat(removals).hasSize(4);
    assertThat(Files.readString(Path.of(out, "model/model-card.html")))
        .contains(
            "What was tried, and what was chosen by what?", "chiasm explain MODEL --faithfulness");
    for (var removal : removals) {
      assertHasInterval(removal.path("hidden"));
      assertThat(removal.at("/advantage/value").asDouble()).isBetween(-20.0, 20.0);
    }
  }

  private static void assertWorthOfBranchesAndFillingIn(String out, String metric)
      throws IOException {
    var summary = new ObjectMapper().readTree(Path.of(out, "summary.json").toFile());
    var worth = summary.at("/evaluation/branch_values");
    var strategy = worth.path("strategy").asText();
    double sum = 0;
    for (var each : worth.path("branches")) {
      assertHasInterval(each.path("shapley"));
      sum += each.at("/shapley/value").asDouble();
    }
    double all =
        summary
            .at("/evaluation/strategies/" + strategy + "/metrics/" + metric + "/value")
            .asDouble();
    double none = summary.at("/evaluation/baseline/" + metric + "/value").asDouble();
    assertThat(worth.path("branches")).hasSize(2);
    assertThat(sum).isCloseTo(metric.equals("mae") ? none - all : all - none, within(1e-9));
    var ways = summary.at("/imputation/ways");
    assertThat(ways).hasSize(4);
    for (var way : ways) {
      assertHasInterval(way.path("metrics").path(metric));
      assertThat(way.path("loss").asDouble())
          .isEqualTo(
              way.path("metrics")
                  .path(summary.at("/imputation/loss").asText())
                  .path("value")
                  .asDouble());
    }
    assertThat(summary.at("/evaluation/problems").valueStream().map(JsonNode::asText))
        .doesNotHaveDuplicates();
    assertThat(Files.readString(Path.of(out, "model/model-card.html")))
        .doesNotContain("PT1", "PT2", "PT7")
        .contains("What is each branch worth?", "Does filling in help?");
    chiasm("report", "--out", out);
    assertThat(Files.readString(Path.of(out, "report.html")))
        .contains("What is each branch worth?", "Does filling in help?");
  }

  private static void assertBudgetStopsRows(String out, String metric) throws IOException {
    var rows = out + "/rows.parquet";
    var model = out + "/model";
    var before = chiasm("evaluate", model, "--rows", rows, "--json");
    var budget = chiasm("budget", model, "--rows", rows, "--out", out, "--write", "--json");
    assertThat(budget.path("metric").asText()).isEqualTo(metric);
    assertThat(budget.path("floor").asText()).startsWith(metric);
    assertThat(budget.path("written").asBoolean()).isTrue();
    assertThat(budget.at("/importance/0/branch").asText()).isEqualTo("labs");
    assertHasInterval(budget.at("/as_they_are/metrics/" + metric));
    assertThat(budget.path("by_branches_present")).hasSize(3);
    var after = chiasm("evaluate", model, "--rows", rows, "--json");
    int outside = after.path("rows_outside_budget").asInt();
    assertThat(outside).isPositive();
    assertThat(after.path("held_out_rows").asInt())
        .isEqualTo(before.path("held_out_rows").asInt() - outside);
    assertThat(after.at("/abstained_because/0/reason").asText()).contains("keep its floor");
    assertThat(Files.readString(Path.of(out, "budget.html")))
        .contains("share of importance missing");
  }

  private static void assertTolerance(String study, String site, String out, String metric)
      throws IOException {
    var tolerance =
        chiasm("tolerance", study, "--site", site, "--out", out, "--input", "lactate", "--json");
    assertThat(tolerance.path("metric").asText()).isEqualTo(metric);
    var widths = tolerance.at("/inputs/0/widths");
    assertHasInterval(widths.path(widths.size() - 1).path("alone").path(metric));
    assertThat(Files.readString(Path.of(out, "tolerance.html"))).contains("of a probe");
  }

  private static void assertLeak(String study, String site, String out, String metric)
      throws IOException {
    var leak = chiasm("leakage", study, "--site", site, "--out", out, "--json");
    assertThat(leak.path("metric").asText()).isEqualTo(metric);
    assertThat(leak.path("rows_changed").asInt()).isBetween(90, 140);
    for (var strategy : leak.path("strategies")) {
      boolean seesLactate = !strategy.path("strategy").asText().equals("single:admission");
      if (!seesLactate) {
        assertThat(strategy.at("/leak/value").asDouble()).isZero();
      }
    }
  }

  private static JsonNode assertSumsToTheScore(String out, String... options) throws IOException {
    var arguments = new ArrayList<String>();
    arguments.addAll(List.of("explain", out + "/model", "--row", "3", "--out", out, "--json"));
    arguments.addAll(List.of(options));
    var explained = chiasm(arguments.toArray(String[]::new));
    var root = explained.path("explanation");
    assertThat(explained.path("base_score").asDouble() + root.path("contribution").asDouble())
        .isCloseTo(explained.path("score").asDouble(), within(1e-6));
    assertThat(root.path("parts")).hasSize(2);
    assertPartsSum(root);
    return explained;
  }

  private static void assertSaysWhatIsPredicted(
      String out, JsonNode explained, String what, double horizonHours, String... options)
      throws IOException {
    assertThat(explained.path("prediction_of").asText()).isEqualTo(what);
    assertThat(explained.path("horizon_hours").asDouble()).isEqualTo(horizonHours);
    assertThat(Files.readString(Path.of(out, "explanation-3.html")))
        .contains("<span>" + what + "</span>");
    var arguments = new ArrayList<String>();
    arguments.addAll(List.of("explain", out + "/model", "--row", "3", "--out", out));
    arguments.addAll(List.of(options));
    assertThat(CommandResult.of(arguments.toArray(String[]::new)).out()).contains(what + " ");
  }

  private static void assertPartsSum(JsonNode part) {
    if (part.has("parts")) {
      double sum = 0;
      for (var each : part.path("parts")) {
        sum += each.path("contribution").asDouble();
        assertPartsSum(each);
      }
      assertThat(sum).isCloseTo(part.path("contribution").asDouble(), within(1e-6));
    }
  }

  @Test
  void aTimeToAnEvent() throws IOException {
    assertMeasuresItsLimits(
        "over-time", "meds", SmallMedsCohort.SURVIVES, "concordance_uno", "[early_ii, joint_i]");
    assertSumsToTheScore(path("over-time"), "--strategy", "joint_i");
    assertSumsToTheScore(path("over-time"), "--strategy", "early_ii");
    var explained = assertSumsToTheScore(path("over-time"));
    assertSaysWhatIsPredicted(path("over-time"), explained, "risk within 60 days", 60 * 24);
  }

  @Test
  void oneOfSeveralClasses() throws IOException {
    assertMeasuresItsLimits(
        "classes", "meds", SmallMedsCohort.ENDS, "auroc_hand_till", SmallMedsCohort.ORIGINAL);
    var explained = assertSumsToTheScore(path("classes"), "--class", "died");
    assertThat(explained.path("class").asText()).isEqualTo("died");
    assertSaysWhatIsPredicted(
        path("classes"), explained, "risk of died within 30 days", 30 * 24, "--class", "died");
  }

  @Test
  void aQuantity() throws IOException {
    assertMeasuresItsLimits(
        "stay", "meds-stays", SmallMedsCohort.LASTS, "mae", SmallMedsCohort.ORIGINAL);
    var explained = assertSumsToTheScore(path("stay"));
    assertThat(explained.has("horizon_hours")).isFalse();
    assertThat(explained.path("prediction_of").asText()).isEqualTo("prediction");
  }
}
