package org.chiasm.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies divided by time and by site, and an outcome over time, from feed to report. */
class DivisionAndOutcomeTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void writeTheRecords() throws IOException {
    SmallMedsCohort.write(folder.resolve("meds"), 240, 2);
    SmallMedsCohort.write(folder.resolve("elsewhere"), 150, 9);
    Files.writeString(folder.resolve("site.yaml"), SmallMedsCohort.SITE);
  }

  private static JsonNode run(String name, String outcome, String split) throws IOException {
    return run(name, outcome, split, SmallMedsCohort.ORIGINAL);
  }

  private static JsonNode run(String name, String outcome, String split, String fusion)
      throws IOException {
    Path study = folder.resolve(name + ".yaml");
    Files.writeString(study, SmallMedsCohort.study(outcome, split, fusion));
    var result =
        CommandResult.of(
            "run",
            study.toString(),
            "--site",
            folder.resolve("site.yaml").toString(),
            "--meds",
            folder.resolve("meds").toString(),
            "--out",
            folder.resolve(name).toString());
    assertThat(result.exitCode()).as(result.err()).isZero();
    return new ObjectMapper()
        .readTree(folder.resolve(name).resolve("summary.json").toFile())
        .path("evaluation");
  }

  private static void assertEveryFusionIsJudged(JsonNode evaluation) {
    assertThat(evaluation.path("not_trained")).isEmpty();
    assertThat(evaluation.path("strategies").properties())
        .extracting(Map.Entry::getKey)
        .contains("early_i", "early_ii", "joint_i", "joint_ii", "joint_attention", "late");
    assertThat(evaluation.path("loss_curves")).isNotEmpty();
  }

  private static JsonNode elsewhere(String name) throws IOException {
    var result =
        CommandResult.of(
            "evaluate",
            folder.resolve(name).resolve("model").toString(),
            "--meds",
            folder.resolve("elsewhere").toString(),
            "--json");
    assertThat(result.exitCode()).as(result.err()).isZero();
    return new ObjectMapper().readTree(result.out());
  }

  @Test
  void eachSiteIsHeldOutOnceAndTheKeptModelIsJudgedElsewhereWithIntervals() throws IOException {
    var evaluation =
        run("by-site", SmallMedsCohort.DIES, "{by: site, site: ward, seed: 1, tuning: 0.25}");
    assertThat(evaluation.path("folds")).hasSize(3);
    int heldOut = 0;
    for (var fold : evaluation.path("folds")) {
      assertThat(fold.path("held_out_rows").asInt()).isEqualTo(80);
      heldOut += fold.path("held_out_rows").asInt();
    }
    assertThat(evaluation.path("held_out_rows").asInt()).isEqualTo(heldOut);
    assertThat(evaluation.at("/strategies/early_i/metrics/auroc/value").asDouble())
        .isGreaterThan(0.75);
    var other = elsewhere("by-site");
    assertThat(other.path("strategies")).hasSizeGreaterThan(3);
    for (var strategy : other.path("strategies")) {
      assertThat(strategy.path("metrics").path("auroc").has("low")).isTrue();
    }
  }

  @Test
  void theLatestSubjectsAreHeldOut() throws IOException {
    var evaluation =
        run(
            "by-time",
            SmallMedsCohort.DIES,
            "{by: time, seed: 1, train: 0.5, tuning: 0.2, held_out: 0.3}");
    assertThat(evaluation.path("held_out_rows").asInt()).isEqualTo(72);
    assertThat(evaluation.at("/folds/0/training_rows").asInt()).isEqualTo(120);
  }

  @Test
  void anOutcomeOverTimeIsTrainedJudgedReportedAndJudgedElsewhere() throws IOException {
    var evaluation =
        run(
            "over-time",
            SmallMedsCohort.SURVIVES,
            "{by: subject, seed: 1, train: 0.5, tuning: 0.2, held_out: 0.3}",
            SmallMedsCohort.EVERY_FUSION);
    assertEveryFusionIsJudged(evaluation);
    assertThat(evaluation.path("outcome_kind").asText()).isEqualTo("time_to_event");
    assertThat(evaluation.path("horizon").asDouble()).isEqualTo(60);
    assertThat(evaluation.path("rows").path("with_event").asInt()).isBetween(80, 160);
    var early = evaluation.path("strategies").path("early_i").path("metrics");
    assertThat(early.path("concordance_uno").path("low").asDouble()).isGreaterThan(0.5);
    assertThat(early.path("integrated_brier").has("high")).isTrue();
    assertThat(evaluation.at("/baseline/concordance_uno/value").asDouble()).isEqualTo(0.5);
    assertThat(Files.readString(folder.resolve("over-time/report.html")))
        .contains("concordance (Uno)", "integrated Brier", "How did the networks train?");

    var other = elsewhere("over-time");
    for (var strategy : List.of("late", "joint_attention", "early_ii")) {
      assertThat(
              other.at("/strategies/" + strategy + "/metrics/concordance_harrell/low").asDouble())
          .as(strategy)
          .isGreaterThan(0.5);
    }

    var explained =
        CommandResult.of(
            "explain",
            folder.resolve("over-time/model").toString(),
            "--row",
            "3",
            "--strategy",
            "joint_i",
            "--out",
            folder.resolve("over-time").toString(),
            "--json");
    assertThat(explained.exitCode()).as(explained.err()).isZero();
    assertThat(explained.out()).contains("lactate");
  }

  @Test
  void anOutcomeOfSeveralClassesIsTrainedJudgedReportedExplainedAndJudgedElsewhere()
      throws IOException {
    var evaluation =
        run(
            "classes",
            SmallMedsCohort.ENDS,
            "{by: subject, seed: 1, train: 0.5, tuning: 0.2, held_out: 0.3}",
            SmallMedsCohort.EVERY_FUSION);
    assertEveryFusionIsJudged(evaluation);
    assertThat(evaluation.path("outcome_kind").asText()).isEqualTo("multi_class");
    assertThat(evaluation.path("classes")).hasSize(3);
    int events = 0;
    for (var each : evaluation.path("classes")) {
      events += each.path("held_out_events").asInt();
      assertThat(each.at("/strategies/early_i/metrics/auroc").has("low")).isTrue();
    }
    assertThat(events).isEqualTo(evaluation.path("held_out_rows").asInt());
    assertThat(evaluation.at("/strategies/early_i/metrics/auroc_hand_till/low").asDouble())
        .isGreaterThan(0.5);
    assertThat(Files.readString(folder.resolve("classes/report.html")))
        .contains("Which class is taken for which?", "died against all other classes");
    assertThat(Files.readString(folder.resolve("classes/model/model-card.html")))
        .contains(
            "A probability of each of died, discharged, in_care",
            "died against all other classes",
            "ward: north");

    var other = elsewhere("classes");
    assertThat(other.at("/strategies/late/metrics/auroc_one_vs_rest/low").asDouble())
        .isGreaterThan(0.5);

    var explained = explained("--class", "died", "--json");
    assertThat(explained.exitCode()).as(explained.err()).isZero();
    assertThat(explained.out()).contains("lactate");
    assertThat(explained("--json").exitCode()).isEqualTo(2);
    assertThat(explained("--json").err()).contains("died, discharged, in_care", "--class");
  }

  private static CommandResult explained(String... options) {
    var arguments = new ArrayList<String>();
    arguments.addAll(List.of("explain", folder.resolve("classes/model").toString(), "--row", "3"));
    arguments.addAll(List.of("--out", folder.resolve("classes").toString()));
    arguments.addAll(List.of(options));
    return CommandResult.of(arguments.toArray(String[]::new));
  }
}
