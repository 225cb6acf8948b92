package org.chiasm.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.chiasm.connect.store.MedsParquet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A small hospital's study run once, then explained as a user would. */
class ExplainCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;

  @BeforeAll
  static void runAStudy() throws IOException {
    Path hospital = folder.resolve("hospital");
    run("hospital", hospital.toString(), "--patients", "60", "--seed", "5");
    Path study = hospital.resolve("study.yaml");
    Files.writeString(
        study,
        Files.readString(study)
                .replaceFirst(
                    "modality: image",
                    "modality: image\n    tensor: {spacing: \"12 mm\", shape: [8, 32, 32]}")
                .replaceFirst("fusion: \\[[^]]*]", "fusion: [early_i, late]")
                .replaceFirst(
                    "split: .*",
                    "split: {by: subject, seed: 7, train: 0.5, tuning: 0.25, held_out: 0.25}")
            + "\n"
            + "card: {intended_use: 'To prompt a second look.', contact:"
            + " a.person@example.org}\n");
    run(
        "run",
        study.toString(),
        "--pacs",
        hospital.resolve("pacs").toString(),
        "--ehr",
        hospital.resolve("ehr").toString(),
        "--ecg",
        hospital.resolve("ecg").toString(),
        "--out",
        out().toString());
  }

  private static CommandResult run(String... arguments) {
    var result = CommandResult.of(arguments);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result;
  }

  private static Path out() {
    return folder.resolve("out");
  }

  private static String model() {
    return out().resolve("model").toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "early_i",
        "late",
        "single:image",
        "single:waveform",
        "single:text",
        "single:tabular"
      })
  void theJsonIsOneDocumentWhoseContributionsSumToTheScore(String strategy) throws IOException {
    var result = run("explain", model(), "--row", "2", "--strategy", strategy, "--json");
    var document = JSON.readTree(result.out());
    var root = document.path("explanation");

    assertThat(document.path("strategy").asText()).isEqualTo(strategy);
    assertThat(document.path("base_score").asDouble() + root.path("contribution").asDouble())
        .isCloseTo(document.path("score").asDouble(), within(1e-6));
    double probability = 1 / (1 + Math.exp(-document.path("score").asDouble()));
    assertThat(document.path("prediction").asDouble()).isCloseTo(probability, within(1e-12));
    assertSums(root);
  }

  private static void assertSums(JsonNode node) {
    double sum = 0;
    for (var part : node.path("parts")) {
      sum += part.path("contribution").asDouble();
      assertSums(part);
    }
    if (node.has("parts")) {
      assertThat(sum).isCloseTo(node.path("contribution").asDouble(), within(1e-6));
    }
  }

  @Test
  void everyLeafNamesValueUnitAgeAndOrigin() throws IOException {
    var root =
        JSON.readTree(run("explain", model(), "--row", "2", "--json").out()).path("explanation");
    var values = new ArrayList<JsonNode>();
    root.findParents("kind").stream()
        .filter(each -> each.path("kind").asText().equals("value"))
        .forEach(values::add);

    assertThat(values).hasSizeGreaterThan(4);
    for (var value : values) {
      assertThat(value.path("value").asText()).as("%s", value).isNotEmpty();
      assertThat(value.has("unit")).as("%s", value).isTrue();
      assertThat(value.path("origin").asText()).as("%s", value).isNotEmpty();
    }
    assertThat(values).anyMatch(each -> each.path("age_hours").isNumber());
    assertThat(values).anyMatch(each -> each.path("unit").asText().equals("mg/L"));
    assertThat(root.findValuesAsText("kind")).contains("region", "no_map");
  }

  @Test
  void aComorbidityShowsTheSentenceItRestsOnAndWhereItStands() throws IOException {
    int shown = 0;
    int decided = 0;
    for (int row = 0; row < 8; row++) {
      var result =
          run("explain", model(), "--row", "" + row, "--strategy", "single:text", "--json");
      var page = Files.readString(out().resolve("explanation-" + row + ".html"));
      for (var sentence : JSON.readTree(result.out()).path("explanation").findParents("kind")) {
        if (sentence.path("kind").asText().equals("sentence")
            && !sentence.path("section").asText().isEmpty()) {
          var text = sentence.path("text").asText();
          var words = text.substring(sentence.path("start").asInt(), sentence.path("end").asInt());
          assertThat(words).isNotBlank();
          assertThat(sentence.path("origin").asText()).startsWith("DocumentReference/");
          assertThat(sentence.path("time").asText()).endsWith("Z");
          assertThat(sentence.path("meaning").asText()).containsAnyOf("affirmed", "negated");
          assertThat(page).contains("<mark>" + words + "</mark>");
          shown++;
          for (var trigger : sentence.path("triggers")) {
            decided++;
            assertThat(sentence.path("meaning").asText()).contains(trigger.path("effect").asText());
            if (trigger.has("start")) {
              int start = trigger.path("start").asInt();
              assertThat(text.substring(start, trigger.path("end").asInt()))
                  .isEqualTo(trigger.path("text").asText());
              assertThat(page).contains("<u>" + trigger.path("text").asText() + "</u>");
            }
          }
        }
      }
      assertThat(result.err()).doesNotContain("DocumentReference");
    }
    assertThat(shown).isGreaterThan(3);
    assertThat(decided).isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "none    | holds no record",
        "damaged | cannot be read",
        "another | does not hold what the row names"
      })
  void whereTheRecordCannotShowTheWordsTheExplanationSaysWhy(String state, String reason)
      throws IOException {
    Path bare = folder.resolve("record-" + state);
    copy(out(), bare);
    try (var files = Files.walk(bare.resolve("record"))) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (state.equals("damaged") && Files.isRegularFile(file)) {
          Files.write(file, new byte[] {'P', 'A', 'R', '1', 0, 1, 2, 3});
        } else if (state.equals("none")) {
          Files.delete(file);
        }
      }
    }
    if (state.equals("another")) {
      MedsParquet.empty(bare.resolve("record/data/0.parquet"));
    }
    var model = bare.resolve("model").toString();
    var words = run("explain", model, "--row", "1", "--strategy", "single:text").out();
    var document =
        JSON.readTree(
            run("explain", model, "--row", "1", "--strategy", "single:text", "--json").out());

    assertThat(document.findValuesAsText("kind"))
        .contains("value", "unquoted")
        .doesNotContain("sentence");
    assertThat(words).contains(reason);
    assertThat(Files.readString(bare.resolve("explanation-1.html"))).contains(reason);
  }

  @Test
  void thePageIsWrittenBesideTheRowsAndNeedsNothingFromElsewhere() throws IOException {
    var result = run("explain", model(), "--row", "1");
    var page = Files.readString(out().resolve("explanation-1.html"));

    assertThat(result.out())
        .contains("risk within 72 hours 0.")
        .contains("score")
        .contains("chest_ct: no Grad-CAM, no trained network has a say in the score");
    assertThat(result.err()).contains("explanation-1.html");
    assertThat(page)
        .contains(
            "What moved the prediction",
            "data:image/png",
            "if nothing were known",
            "odds ×",
            "risk within 72 hours")
        .doesNotContain("<script", "http://", "https://", "NOT_MEASURED");
  }

  @Test
  void neitherMessagesNorFileNamesNameThePatient() throws IOException {
    var result = run("explain", model(), "--row", "0", "--json");
    var subject = JSON.readTree(result.out()).path("subject_id").asText();
    var origins = JSON.readTree(result.out()).findValuesAsText("origin");

    assertThat(subject).isNotEmpty();
    assertThat(result.err()).doesNotContain(subject);
    assertThat(origins).isNotEmpty();
    for (var origin : origins) {
      assertThat(result.err()).doesNotContain(origin);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--row 100000            | whose rows are numbered 0 to",
        "--row -1                | rows count from 0",
        "--row first             | first",
        "--row 0 --strategy lat  | did you mean late?",
        "--row 0 --strategy late --faithfulness 3 | --faithfulness",
        "--strategy late         | --row",
        "--faithfulness 0        | at least one row"
      })
  void wrongUseIsSaidAndEndsWithTwo(String arguments, String words) {
    var all = new ArrayList<>(List.of("explain", model()));
    all.addAll(List.of(arguments.strip().split(" +")));
    var result = CommandResult.of(all.toArray(String[]::new));

    assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
    assertThat(result.err()).contains(words);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void aModelWithoutARunOrNoModelAtAllIsSaid() {
    var nowhere = CommandResult.of("explain", folder.resolve("none").toString(), "--row", "0");
    var runless =
        CommandResult.of(
            "explain", model(), "--row", "0", "--out", folder.resolve("empty").toString());

    assertThat(List.of(nowhere.exitCode(), runless.exitCode())).containsExactly(2, 2);
    assertThat(nowhere.err()).contains("no model at");
    assertThat(runless.err()).contains("--out DIR");
  }

  @Test
  void faithfulnessIsMeasuredOnHeldOutRows() throws IOException {
    var result = run("explain", model(), "--faithfulness", "6", "--strategy", "late", "--json");
    var document = JSON.readTree(result.out());

    assertThat(document.path("rows_are").asText()).isEqualTo("held-out rows");
    assertThat(document.path("rows").asInt()).isBetween(1, 6);
    for (var test : List.of("deletion_over_random", "insertion_over_random")) {
      var gain = document.path(test);
      assertThat(gain.path("value").asDouble())
          .as(test)
          .isBetween(gain.path("low").asDouble(), gain.path("high").asDouble());
    }
    assertThat(JSON.readTree(Files.readString(out().resolve("explanation-faithfulness.json"))))
        .isEqualTo(document);
    assertThat(Files.readString(out().resolve("report.html")))
        .contains("How far can explanations be trusted?", "insertion");
  }

  /** Another folder, as on another machine: nothing in a run or bundle knows where it was made. */
  @Test
  void aMovedRunExplainsAndEvaluatesTheSame() throws IOException {
    Path moved = folder.resolve("elsewhere/copy");
    copy(out(), moved);
    var rows = moved.resolve("rows.parquet").toString();
    var there = moved.resolve("model").toString();

    assertThat(run("explain", there, "--row", "2", "--json").out())
        .isEqualTo(run("explain", model(), "--row", "2", "--json").out());
    assertThat(run("evaluate", there, "--rows", rows, "--json").out())
        .isEqualTo(
            run("evaluate", model(), "--rows", out().resolve("rows.parquet").toString(), "--json")
                .out());
    try (var files = Files.list(out().resolve("model"))) {
      for (var file : files.toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(folder.toString());
      }
    }
  }

  @Test
  void anAlteredModelIsRefusedByTheNameOfTheFile() throws IOException {
    Path damaged = folder.resolve("damaged");
    copy(out(), damaged);
    Path site = damaged.resolve("model/site.yaml");
    Files.writeString(site, Files.readString(site) + "# harmless?\n");
    var result = CommandResult.of("explain", damaged.resolve("model").toString(), "--row", "0");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("site.yaml has been altered");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (var file : files.toList()) {
        var target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  @Test
  void theModelCardAnswersEveryItemByWhatWasMeasuredStatedOrNeither() throws IOException {
    var card = JSON.readTree(Files.readString(out().resolve("model/model-card.json")));
    var page = Files.readString(out().resolve("model/model-card.html"));

    assertThat(card.path("items")).hasSize(52);
    for (var item : card.path("items")) {
      assertThat(item.has("measured") || item.has("stated")).as("%s", item).isTrue();
    }
    assertThat(item(card, "3b").path("stated").asText()).isEqualTo("To prompt a second look.");
    assertThat(item(card, "17").path("stated").asText()).isEqualTo("not stated");
    assertThat(item(card, "5b").path("measured").asText()).contains("20");
    assertThat(item(card, "27a").path("measured").asText()).contains("chest_ct");
    assertThat(card.path("contact").asText()).isEqualTo("a.person@example.org");
    assertThat(card.path("predictors")).hasSize(12);
    for (var predictor : card.path("predictors")) {
      assertThat(predictor.path("missing_share").asDouble(-1)).isBetween(0.0, 1.0);
    }
    var summary = JSON.readTree(Files.readString(out().resolve("summary.json")));
    assertThat(card.at("/performance/strategies/late/metrics"))
        .isEqualTo(summary.at("/evaluation/strategies/late/metrics"));
    assertThat(page).contains("To prompt a second look.", "not stated", "18e");
    assertThat(Files.readString(out().resolve("report.html"))).contains("model/model-card.html");
    assertThat(Files.readString(out().resolve("model/manifest.json")))
        .contains("model-card.json", "model-card.html", "site.yaml");
    assertThat(card.at("/provenance/machine/architecture").asText()).isNotEmpty();
    assertThat(card.at("/provenance/versions/xgboost4j_2.12").asText()).startsWith("3.");
  }

  private static JsonNode item(JsonNode card, String number) {
    for (var item : card.path("items")) {
      if (item.path("item").asText().equals(number)) {
        return item;
      }
    }
    throw new AssertionError("no item " + number);
  }
}
