package org.chiasm.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.chiasm.app.cli.LabSite.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model is trained at one site and taken to others, each with one thing wrong. */
class CheckSiteCommandTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void aModelIsTrainedAtTheFirstSite() throws Exception {
    Files.writeString(folder.resolve("study.yaml"), LabSite.STUDY);
    Files.writeString(folder.resolve("site.yaml"), "site: first\nassume_lag: {condition: 1h}\n");
    LabSite.write(folder.resolve("first"), 300, 1, (result, _) -> result);
    var run =
        CommandResult.of(
            "run",
            folder.resolve("study.yaml").toString(),
            "--site",
            folder.resolve("site.yaml").toString(),
            "--ehr",
            folder.resolve("first").toString(),
            "--out",
            folder.resolve("out").toString());
    assertThat(run.exitCode()).as(run.words()).isZero();
  }

  @Test
  void anotherSiteOfTheSameKindRaisesNoAlarm() throws Exception {
    assertThat(causes("same", 2, (result, _) -> result)).isEmpty();
  }

  @Test
  void aWrongUnitIsNamedWithItsFactorAndNothingElseIs() throws Exception {
    var findings =
        check(
            "millimoles",
            3,
            (result, _) ->
                switch (result.test()) {
                  case "glucose" -> times(result, 1 / 18.0156);
                  case "creatinine" -> times(result, 88.4);
                  case "fio2" -> times(result, 0.01);
                  default -> result;
                });
    assertThat(words(findings))
        .containsOnly(
            named("glucose", "WRONG_UNIT"),
            named("creatinine", "WRONG_UNIT"),
            named("fio2", "WRONG_UNIT"));
    assertThat(of(findings, "glucose").path("factor").asDouble()).isBetween(18.0, 18.03);
    assertThat(of(findings, "glucose").path("evidence").asText())
        .contains("looks like mmol/L read as mg/dL");
    assertThat(of(findings, "creatinine").path("factor").asDouble()).isBetween(0.0113, 0.01132);
    assertThat(of(findings, "creatinine").path("evidence").asText())
        .contains("looks like umol/L read as mg/dL");
    assertThat(of(findings, "fio2").path("factor").asDouble()).isBetween(99.9, 100.1);
  }

  @Test
  void unitsMixedWithinAConceptAreNamedWithFactorAndShare() throws Exception {
    var findings =
        check(
            "mixed",
            4,
            (result, chance) ->
                switch (result.test()) {
                  case "glucose" -> chance.nextDouble() < 0.3 ? times(result, 1 / 18.0156) : result;
                  case "creatinine" -> chance.nextDouble() < 0.6 ? times(result, 88.4) : result;
                  case "fio2" -> chance.nextDouble() < 0.08 ? times(result, 0.01) : result;
                  default -> result;
                });
    assertThat(words(findings))
        .containsOnly(
            named("glucose", "MIXED_UNITS"),
            named("creatinine", "MIXED_UNITS"),
            named("fio2", "MIXED_UNITS"));
    assertThat(of(findings, "glucose").path("factor").asDouble()).isBetween(18.0, 18.03);
    assertThat(of(findings, "glucose").path("share").asDouble()).isBetween(0.25, 0.35);
    assertThat(of(findings, "creatinine").path("share").asDouble()).isBetween(0.55, 0.65);
    assertThat(of(findings, "fio2").path("share").asDouble()).isBetween(0.05, 0.12);
  }

  @Test
  void aWrongCodeAnotherAssayAndAChangedShareAreToldApart() throws Exception {
    var findings =
        check(
            "codes",
            5,
            (result, chance) ->
                switch (result.test()) {
                  case "sodium" -> times(result, 103 / 139.0);
                  case "troponin" -> times(result, 2.1);
                  case "crp" -> chance.nextDouble() < 0.8 ? null : result;
                  default -> result;
                });
    assertThat(words(findings))
        .containsOnly(
            named("sodium", "WRONG_CODE"),
            named("troponin", "DIFFERENT_ASSAY"),
            named("crp", "MORE_MISSING"));
  }

  @Test
  void aClockShiftedByTwoHoursIsNamedForEveryResult() throws Exception {
    var findings =
        check(
            "clock",
            6,
            (result, _) ->
                new Result(
                    result.test(),
                    result.code(),
                    result.unit(),
                    result.value(),
                    result.lag().plus(Duration.ofHours(2))));
    assertThat(words(findings).stream().map(each -> each.split(" ", -1)[1]))
        .containsOnly("SHIFTED_CLOCK");
    assertThat(findings.size()).isGreaterThanOrEqualTo(7);
  }

  @Test
  void aFeedThatStopsAndAModelThatIsNotThereAreSaid() throws Exception {
    assertThat(words(check("silent", 7, (r, _) -> r.test().equals("crp") ? null : r)))
        .containsOnly(named("crp", "MISSING_FEED"));
    var wrong = checkSite("same-again", folder.resolve("nowhere"));
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.out()).isEmpty();
  }

  private static Set<String> causes(String name, long seed, LabSite.Change change)
      throws Exception {
    return words(check(name, seed, change));
  }

  private static JsonNode check(String name, long seed, LabSite.Change change) throws Exception {
    LabSite.write(folder.resolve(name), 300, seed, change);
    var result = checkSite(name, folder.resolve("out").resolve("model"));
    assertThat(result.exitCode()).as(result.words()).isZero();
    var findings = new ObjectMapper().readTree(result.out()).path("findings");
    var named = new ObjectMapper().createArrayNode();
    findings.forEach(
        each -> {
          if (!each.path("cause").asText().equals("NONE")) {
            named.add(each);
          }
        });
    return named;
  }

  private static CommandResult checkSite(String name, Path model) throws Exception {
    Files.createDirectories(folder.resolve(name));
    return CommandResult.of(
        "check-site",
        folder.resolve("study.yaml").toString(),
        "--site",
        folder.resolve("site.yaml").toString(),
        "--ehr",
        folder.resolve(name).toString(),
        "--model",
        model.toString(),
        "--json");
  }

  private static Set<String> words(JsonNode findings) {
    var words = new TreeMap<String, String>();
    findings.forEach(each -> words.put(each.path("concept").asText(), each.path("cause").asText()));
    return words.entrySet().stream()
        .map(each -> named(each.getKey(), each.getValue()))
        .collect(Collectors.toSet());
  }

  private static String named(String concept, String cause) {
    return concept + " " + cause;
  }

  private static JsonNode of(JsonNode findings, String concept) {
    for (var each : findings) {
      if (each.path("concept").asText().equals(concept)) {
        return each;
      }
    }
    throw new AssertionError("no finding of " + concept + " in " + findings);
  }

  private static Result times(Result result, double factor) {
    return new Result(
        result.test(), result.code(), result.unit(), result.value() * factor, result.lag());
  }
}
