package org.chiasm.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.chiasm.app.terminal.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Feeds and files as no one should send them, and what the commands say. */
class DamagedInputTest {
  private static final Path HOME = Path.of(System.getProperty("chiasm.home", ""));
  private static final Path STUDY = HOME.resolve("studies/hannover-icu/study.yaml");
  private static final Path DATA =
      Path.of(System.getProperty("chiasm.shared", ""), "data", "hannover");
  private static final int CUT_EVERY = 64;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"--pacs", "--ehr", "--ecg", "--meds"})
  void aMissingFolderIsASourceThatFailedAndIsNamed(String option) {
    var result = ingest(option, folder.resolve("not-there").toString());

    assertThat(result.exitCode()).isEqualTo(ExitCode.SOURCE_FAILED);
    assertThat(result.err()).contains("not-there");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--pacs", "--ehr", "--ecg", "--meds"})
  void anEmptyFolderIsASourceThatFailedAndIsNamed(String option) throws IOException {
    var result = ingest(option, Files.createDirectory(folder.resolve("empty")).toString());

    assertThat(result.exitCode()).isEqualTo(ExitCode.SOURCE_FAILED);
    assertThat(result.err()).contains("empty");
  }

  @Test
  void wrongUseIsSaidWithoutAStackTrace() {
    assertThat(ingest().exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(command("ingest", STUDY.toString(), "--nonsense").exitCode())
        .isEqualTo(ExitCode.WRONG_USE);
    assertThat(command("check", folder.resolve("no-study.yaml").toString()).exitCode())
        .isEqualTo(ExitCode.WRONG_USE);
    assertThat(command("check", DATA.resolve("pacs").toString()).exitCode())
        .isEqualTo(ExitCode.WRONG_USE);
    assertThat(command("rows", STUDY.toString(), "--out", folder.toString()).exitCode())
        .isEqualTo(ExitCode.WRONG_USE);
    assertThat(command("train", STUDY.toString(), "--out", folder.toString()).exitCode())
        .isEqualTo(ExitCode.WRONG_USE);
    assertThat(command("hospital", folder.toString(), "--patients", "0").exitCode())
        .isEqualTo(ExitCode.WRONG_USE);
  }

  @Test
  void allTenMistakesOfAStudyFileAreSaidAtOnceWithFileAndLine() throws IOException {
    Path study = folder.resolve("ten.yaml");
    Files.writeString(
        study,
        """
        study: ten mistakes
        question: How many problems does a reader find at once?
        concepts:
          crp:      {loinc: ["1988-X"], unit: "mg/L", plausible: [0, 600]}
          wbc:      {loinc: ["6690-2"], unit: "10*9/L", plausible: [200]}
          icu_stay: {encounter_locatoin: ICU}
        cohort:
          trigger: {input: chest_ctt}
          per_subject: sometimes
        prediction_time: trigger + 2
        inputs:
          chest_ct:
            modality: image
            select: {dicom_modality: CT}
            window: "[0h, -1h]"
            missing: require
          crp: {modality: tabular, concept: crp, window: "[-24h, 0h]", reduce: newest, missing: impute}
          wbc: {modality: tabular, concept: wbc, window: "[-24h, 0h]", reduce: last, missing: guess}
        outcome: {concept: icu_stay, risk_window: "(0h, 72h]", no_followup: drop}
        split: {by: row, seed: 7, folds: 5}
        fusion: [late]
        """);

    var result = command("check", study.toString());

    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    for (int line : new int[] {1, 4, 5, 6, 8, 9, 10, 15, 17, 18, 20}) {
      assertThat(result.err().lines())
          .as("line %s", line)
          .anyMatch(each -> each.startsWith(study + ":" + line + ":"));
    }
    assertThat(result.out()).isEmpty();
  }

  @Test
  void aStudyFileOfRandomBytesIsRefused() throws IOException {
    Path study = folder.resolve("bytes.yaml");
    var bytes = new byte[256];
    for (int at = 0; at < bytes.length; at++) {
      bytes[at] = (byte) (at * 151);
    }
    Files.write(study, bytes);

    assertThat(command("check", study.toString()).exitCode()).isEqualTo(ExitCode.WRONG_USE);
  }

  @Test
  void anImageCutAtEvery64thByteIsCountedEveryTimeAndTheRunGoesOn() throws IOException {
    assumeRealData();
    Path pacs = Files.createDirectory(folder.resolve("pacs"));
    var images = sorted(DATA.resolve("pacs"));
    var whole = Files.readAllBytes(images.getFirst());
    Files.write(pacs.resolve("whole.dcm"), Files.readAllBytes(images.get(1)));
    int files = 1;
    for (int end = 0; end < whole.length; end += CUT_EVERY) {
      Files.write(pacs.resolve("cut" + end + ".dcm"), Arrays.copyOf(whole, end));
      files++;
    }

    var result = ingest("--pacs", pacs.toString(), "--ehr", DATA.resolve("ehr").toString());

    assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
    var feed = accountOf("pacs");
    assertThat(feed.path("facts_used").asLong() + feed.path("set_aside").asLong())
        .isGreaterThanOrEqualTo(files);
    assertThat(feed.path("facts_used").asLong()).isPositive();
    assertThat(feed.at("/set_aside_by_reason/TRUNCATED").asLong()).isPositive();
    assertThat(rows(pacs).exitCode()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void jsonLinesCutAnywhereAreCountedAndTheLinesAroundThemAreRead() throws IOException {
    assumeRealData();
    Path ehr = Files.createDirectory(folder.resolve("ehr"));
    copy(DATA.resolve("ehr"), ehr);
    var observations = Files.readAllLines(ehr.resolve("Observation.ndjson"));
    int cut = 0;
    var damaged = new ArrayList<String>();
    for (int index = 0; index < observations.size(); index++) {
      var line = observations.get(index);
      if (index % 2 == 0) {
        damaged.add(line);
      } else {
        damaged.add(line.substring(0, 1 + index * (line.length() - 2) / observations.size()));
        cut++;
      }
    }
    Files.write(ehr.resolve("Observation.ndjson"), damaged);

    assertThat(ingest("--ehr", ehr.toString()).exitCode()).isEqualTo(ExitCode.DONE);

    var reasons = accountOf("ehr").path("set_aside_by_reason");
    assertThat(reasons.path("TRUNCATED").asLong() + reasons.path("MALFORMED").asLong())
        .isEqualTo(cut);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "true", "null", "\"text\"", "[]", "[[1]]", "{}", "{\"a\":{}}"})
  void elementsOfTheWrongTypeAreCountedAndTheRunGoesOn(String wrong) throws IOException {
    assumeRealData();
    Path ehr = Files.createDirectory(folder.resolve("ehr"));
    copy(DATA.resolve("ehr"), ehr);
    long lines = 0;
    for (var file : sorted(ehr)) {
      var spoilt = new ArrayList<String>();
      for (var line : Files.readAllLines(file)) {
        spoilt.add(line);
        if (spoilt.size() < 30) {
          spoilt.addAll(withEachElementAs(line, wrong));
        }
      }
      spoilt.add(wrong);
      Files.write(file, spoilt);
      lines += spoilt.size();
    }

    assertThat(ingest("--ehr", ehr.toString()).exitCode()).isEqualTo(ExitCode.DONE);

    var feed = accountOf("ehr");
    assertThat(feed.path("read").asLong()).isGreaterThanOrEqualTo(lines);
    assertThat(feed.path("set_aside").asLong()).isGreaterThan(27);
    assertThat(feed.path("facts_used").asLong()).isGreaterThan(400);
  }

  @Test
  void filesThatAreNotWhatTheirFolderSaysAreCountedAndNotReadAsFacts() throws IOException {
    assumeRealData();
    Path pacs = Files.createDirectory(folder.resolve("pacs"));
    copy(DATA.resolve("ehr"), pacs);
    Files.write(pacs.resolve("noise.dcm"), "no image at all".getBytes(StandardCharsets.UTF_8));
    Files.write(pacs.resolve("empty.dcm"), new byte[0]);
    Files.copy(sorted(DATA.resolve("pacs")).getFirst(), pacs.resolve("whole.dcm"));

    assertThat(ingest("--pacs", pacs.toString()).exitCode()).isEqualTo(ExitCode.DONE);

    var feed = accountOf("pacs");
    assertThat(feed.path("facts_used").asLong()).isEqualTo(1);
    assertThat(feed.path("set_aside").asLong()).isEqualTo(5);
  }

  private static List<String> withEachElementAs(String line, String wrong) throws IOException {
    var json = new ObjectMapper();
    var spoilt = new ArrayList<String>();
    for (var element : json.readTree(line).properties()) {
      var resource = (ObjectNode) json.readTree(line);
      resource.set(element.getKey(), json.readTree(wrong));
      resource.put("language", "spoilt-" + element.getKey());
      spoilt.add(json.writeValueAsString(resource));
    }
    return spoilt;
  }

  private CommandResult ingest(String... feeds) {
    var arguments = new ArrayList<>(List.of("ingest", STUDY.toString()));
    arguments.addAll(List.of(feeds));
    arguments.addAll(List.of("--out", out().toString()));
    return command(arguments.toArray(String[]::new));
  }

  private CommandResult rows(Path pacs) {
    return command(
        "rows", STUDY.toString(), "--pacs", pacs.toString(), "--out", out().toString(), "--csv");
  }

  /** Runs a command; whatever it does, it does not show how it is made. */
  private static CommandResult command(String... arguments) {
    var result = CommandResult.of(arguments);
    assertThat(result.words())
        .doesNotContain("Exception")
        .doesNotContain("\tat ")
        .doesNotContain("this is a bug");
    if (result.exitCode() != ExitCode.DONE) {
      assertThat(result.err()).isNotBlank();
    }
    return result;
  }

  private Path out() {
    return folder.resolve("out");
  }

  private JsonNode accountOf(String name) throws IOException {
    var feed =
        new ObjectMapper()
            .readTree(Files.readString(out().resolve("summary.json")))
            .path("feeds")
            .path(name);
    long reasons = 0;
    for (var reason : feed.path("set_aside_by_reason")) {
      reasons += reason.asLong();
    }
    assertThat(feed.path("set_aside").asLong()).isEqualTo(reasons);
    assertThat(feed.path("read").asLong())
        .isPositive()
        .isEqualTo(
            feed.path("registrations").asLong()
                + feed.path("facts_used").asLong()
                + feed.path("set_aside").asLong());
    return feed;
  }

  private static void assumeRealData() {
    assumeTrue(Files.isDirectory(DATA), "no " + DATA + ": the real files are not on this machine");
  }

  private static List<Path> sorted(Path from) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      return files.sorted().toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    for (var file : sorted(from)) {
      Files.copy(file, to.resolve(file.getFileName().toString()));
    }
  }
}
