package org.chiasm.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The article's two open questions, and the leak, through the command line on a small record. */
class LimitCommandsTest {
  private static final String SHARES =
      "{by: subject, seed: 3, train: 0.5, tuning: 0.2, held_out: 0.3}";

  @TempDir private static Path folder;

  @BeforeAll
  static void runTheStudy() throws IOException {
    SmallMedsCohort.write(folder.resolve("meds"), 360, 1);
    Files.writeString(folder.resolve("site.yaml"), SmallMedsCohort.SITE);
    Files.writeString(study(), SmallMedsCohort.study(SmallMedsCohort.DIES, SHARES));
    chiasm("run", study().toString(), "--meds", path("meds"), "--out", path("out"));
  }

  private static Path study() {
    return folder.resolve("study.yaml");
  }

  private static String path(String name) {
    return folder.resolve(name).toString();
  }

  private static CommandResult chiasm(String... arguments) {
    var result = CommandResult.of(arguments);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result;
  }

  private static JsonNode json(CommandResult result) throws IOException {
    var mapper = new ObjectMapper();
    try (var parser = mapper.createParser(result.out())) {
      JsonNode node = mapper.readTree(parser);
      assertThat(parser.nextToken()).as("one document and nothing after it").isNull();
      return node;
    }
  }

  private static void assertHasInterval(JsonNode estimate) {
    assertThat(estimate.path("low").asDouble()).isLessThan(estimate.path("value").asDouble());
    assertThat(estimate.path("high").asDouble()).isGreaterThan(estimate.path("value").asDouble());
  }

  @Test
  void toleranceTellsCoverageDriftAndPerformanceByWidthAndWritesTheCutKeepingComments()
      throws IOException {
    Path copy = folder.resolve("tolerance-study.yaml");
    Files.copy(study(), copy);
    var result =
        chiasm(
            "tolerance",
            copy.toString(),
            "--site",
            path("site.yaml"),
            "--out",
            path("out"),
            "--input",
            "lactate",
            "--write",
            "--json");
    var input = json(result).path("inputs").path(0);
    var widths = input.path("widths");
    double before = 0;
    for (var width : widths) {
      assertThat(width.path("coverage").asDouble()).isBetween(before, 1.0);
      before = width.path("coverage").asDouble();
    }
    assertThat(before).isBetween(0.8, 0.9);
    var widest = widths.path(widths.size() - 1);
    assertHasInterval(widest.path("alone").path("auroc"));
    assertHasInterval(widest.path("with_all_other_inputs").path("calibration_slope"));
    assertThat(input.path("reason").asText()).contains("drifts by");
    assertThat(result.err()).contains("widen windows", "page: ");
    var lines = Files.readAllLines(copy);
    var old = Files.readAllLines(study());
    assertThat(lines).hasSameSizeAs(old);
    for (int line = 0; line < lines.size(); line++) {
      if (old.get(line).startsWith("  lactate: {modality")) {
        assertThat(lines.get(line)).isNotEqualTo(old.get(line)).endsWith("# chosen by hand");
      } else {
        assertThat(lines.get(line)).isEqualTo(old.get(line));
      }
    }
    chiasm("check", copy.toString(), "--site", path("site.yaml"));
    assertThat(Files.readString(folder.resolve("out/tolerance.html"))).contains("<svg", "lactate");
  }

  @Test
  void anInputThatIsNotThereIsNamedWithThoseThatAre() {
    var result =
        CommandResult.of(
            "tolerance", study().toString(), "--out", path("out"), "--input", "troponin");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("troponin", "lactate");
  }

  @Test
  void theGateOfAModelWithAMeasuredBudgetAbstainsOutsideItAndSaysWhy() throws IOException {
    var rows = path("out") + "/rows.parquet";
    var before = json(chiasm("evaluate", path("out") + "/model", "--rows", rows, "--json"));
    assertThat(before.path("rows_outside_budget").asInt()).isZero();

    copyModel(folder.resolve("out/model"), folder.resolve("budgeted"));
    var result =
        chiasm(
            "budget",
            path("budgeted"),
            "--rows",
            rows,
            "--out",
            path("budget-out"),
            "--write",
            "--json");
    var budget = json(result);
    assertThat(budget.path("written").asBoolean()).isTrue();
    assertThat(budget.path("importance").path(0).path("input").asText()).isEqualTo("lactate");
    assertThat(budget.path("minimal_trigger_set").path("inputs").toString()).contains("lactate");
    double most = budget.path("max_weighted_fraction").asDouble();
    assertThat(most).isLessThan(budget.path("importance").path(0).path("weight").asDouble());
    assertHasInterval(budget.path("as_they_are").path("metrics").path("auroc"));
    assertThat(budget.path("by_branches_present")).hasSize(3);
    assertThat(result.err()).contains("measure what may be missing", " %");

    var after = json(chiasm("evaluate", path("budgeted"), "--rows", rows, "--json"));
    int outside = after.path("rows_outside_budget").asInt();
    assertThat(outside).isBetween(20, 200);
    assertThat(after.path("held_out_rows").asInt())
        .isEqualTo(before.path("held_out_rows").asInt() - outside);
    int told = 0;
    for (var each : after.path("abstained_because")) {
      assertThat(each.path("reason").asText())
          .containsAnyOf("lactate", "crp")
          .contains("keep its floor (auroc at most 0.02 worse)");
      told += each.path("rows").asInt();
    }
    assertThat(told).isEqualTo(outside);
  }

  private static void copyModel(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (var files = Files.list(from)) {
      for (var file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  @Test
  void whatNobodyCouldKnowYetIsShownAsSkillThatWouldHaveLeaked() throws IOException {
    var result = chiasm("leakage", study().toString(), "--out", path("out"), "--json");
    var node = json(result);
    assertThat(node.path("rows_changed").asInt()).isBetween(100, 140);
    for (var strategy : node.path("strategies")) {
      assertHasInterval(strategy.path("with_rule"));
      boolean seesLactate = !strategy.path("strategy").asText().equals("single:admission");
      if (seesLactate) {
        assertThat(strategy.path("leak").path("low").asDouble()).isPositive();
      } else {
        assertThat(strategy.path("leak").path("value").asDouble()).isZero();
      }
    }
    assertThat(Files.readString(folder.resolve("out/report.html")))
        .contains("How much skill would have been leakage?", "What is each branch worth?");
  }
}
