package org.chiasm.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.chiasm.connect.store.MedsParquet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study that reads whole notes, with a given encoder, from feed to explanation. */
class NotesStudyTest {
  private static final String STUDY =
      """
      study: bleeding
      concepts:
        admission: {code: ["ADMISSION"]}
        death: {code: ["MEDS_DEATH"]}
        age: {code: ["Age"], unit: "a"}
      cohort: {trigger: {concept: admission}}
      prediction_time: trigger + 12h
      inputs:
        age: {modality: tabular, concept: age, window: "[-1h, 12h]"}
        words: {modality: text, notes: all, words: 40, window: "[-1h, 12h]",
                encoder: {onnx: note.onnx, vocabulary: vocab.txt, case: lower}}
      outcome: {concept: death, risk_window: "(0h, 90d]", no_followup: negative}
      split: {by: subject, seed: 7, train: 0.6, tuning: 0.2, held_out: 0.2}
      fusion: [early_i, early_ii, late]
      evaluate: {bootstrap: 100}
      """;

  private static final String SITE =
      """
      site: small
      time_zone: UTC
      assume_lag: {observation: 1h, encounter: 0h, demographic: 0h, note: 1h}
      """;

  /** Of note.onnx, the network that TextNetwork makes in the tests of learn. */
  private static final String VOCABULARY =
      "[PAD]\n[UNK]\n[CLS]\n[SEP]\nno\nhem\n##opt\n##ysis\nfever\n.\n";

  @TempDir private Path folder;

  /** Who bleeds dies; the letter that says so is known after the prediction. */
  private static void write(Path meds) throws IOException {
    var random = new Random(5);
    var rows = new ArrayList<String>();
    for (int subject = 1; subject <= 80; subject++) {
      boolean bleeds = random.nextBoolean();
      var admitted = Instant.parse("2020-01-01T08:00:00Z").plus(Duration.ofHours(31L * subject));
      add(rows, subject, admitted, "ADMISSION", "NULL", "");
      add(rows, subject, admitted, "Age", "" + (20 + random.nextInt(70)), "");
      add(
          rows,
          subject,
          admitted.plus(Duration.ofHours(2)),
          "NOTE//admission",
          "NULL",
          "Mr Zebrafinch"
              + subject
              + " was admitted.\\n"
              + (bleeds ? "Hemoptysis." : "No cough.")
              + (subject % 2 == 0 ? " Fever." : ""));
      add(
          rows,
          subject,
          admitted.plus(Duration.ofMinutes(12 * 60 + 30)),
          "NOTE//letter",
          "NULL",
          bleeds ? "LETTER\\nHe died." : "LETTER\\nHe went home.");
      boolean dies = random.nextDouble() < (bleeds ? 0.9 : 0.1);
      add(
          rows,
          subject,
          admitted.plus(Duration.ofDays(5)),
          dies ? "MEDS_DEATH" : "DISCHARGE",
          "NULL",
          "");
    }
    MedsParquet.writeTexts(meds, rows);
  }

  private static void add(
      List<String> rows, int subject, Instant time, String code, String value, String text) {
    rows.add(
        String.format(
            Locale.ROOT,
            "(%d, '%s', '%s', %s, 'a', %s)",
            subject,
            time.toString().replace("T", " ").replace("Z", ""),
            code,
            value,
            text.isEmpty() ? "NULL" : "E'" + text + "'"));
  }

  private Path study() throws IOException {
    var study = Files.createDirectories(folder.resolve("study"));
    Files.writeString(study.resolve("study.yaml"), STUDY);
    Files.writeString(study.resolve("site.yaml"), SITE);
    try (var onnx = Objects.requireNonNull(NotesStudyTest.class.getResourceAsStream("note.onnx"))) {
      Files.write(study.resolve("note.onnx"), onnx.readAllBytes());
    }
    Files.writeString(study.resolve("vocab.txt"), VOCABULARY);
    return study.resolve("study.yaml");
  }

  @Test
  void wordsReachTheModelAndTheExplanationAndNoTextReachesRowsOrModel() throws IOException {
    var meds = folder.resolve("meds");
    write(meds);
    var out = folder.resolve("out");
    var run =
        CommandResult.of(
            "run", study().toString(), "--meds", meds.toString(), "--out", out.toString(), "--csv");
    assertThat(run.exitCode()).as(run.words()).isZero();
    assertThat(Files.readString(out.resolve("rows.csv"))).contains("tensors/text-");
    try (var files = Files.walk(out)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        if (!file.startsWith(out.resolve("record"))) {
          assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
              .as(file.toString())
              .doesNotContainIgnoringCase("zebrafinch");
        }
      }
    }

    var model = out.resolve("model").toString();
    var explained =
        CommandResult.of(
            "explain", model, "--row", "0", "--strategy", "early_i", "--out", out.toString());
    assertThat(explained.exitCode()).as(explained.words()).isZero();
    assertThat(explained.out())
        .containsPattern("“(\\[Hemoptysis\\]|\\[?No\\]? \\[?cough\\]?)\\.” \\(moves the score by ");
    assertThat(explained.out()).doesNotContain("He died").doesNotContain("He went home");

    Files.delete(folder.resolve("study/note.onnx"));
    var again =
        CommandResult.of(
            "evaluate",
            model,
            "--meds",
            meds.toString(),
            "--out",
            folder.resolve("again").toString(),
            "--json");
    assertThat(again.exitCode()).as(again.words()).isZero();
    assertThat(again.out()).contains("early_ii");
  }

  @Test
  void aVocabularyThatIsNoneIsRefusedWithFileAndLine() throws IOException {
    var study = study();
    Files.writeString(study.resolveSibling("vocab.txt"), "fever\ncough\n");
    var result =
        CommandResult.of("train", study.toString(), "--out", folder.resolve("out").toString());
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .contains(study + ":11:")
        .contains("inputs.words.encoder")
        .contains("[CLS]");
  }
}
