package org.chiasm.connect.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.chiasm.MissingReason;
import org.chiasm.SubjectId;
import org.chiasm.note.text.WordCounts;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.GateDecision;
import org.chiasm.row.InputCell;
import org.chiasm.row.LabelledRow;
import org.chiasm.row.Outcome;
import org.chiasm.study.CohortDefinition;
import org.chiasm.study.Concept;
import org.chiasm.study.EvaluationPlan;
import org.chiasm.study.FusionPlan;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.MissingBudget;
import org.chiasm.study.OutcomeDefinition;
import org.chiasm.study.SplitDefinition;
import org.chiasm.study.StudyDefinition;
import org.chiasm.study.TimeWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The words of notes in tables of rows. */
class NotesRowsTest {
  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
  private static final TimeWindow DAY =
      new TimeWindow(
          new TimeWindow.Bound(Duration.ofDays(-1), true),
          new TimeWindow.Bound(Duration.ZERO, true));
  private static final StudyDefinition STUDY =
      new StudyDefinition(
          "notes",
          "?",
          Map.of("icu", new Concept.Stay("icu", "ICU")),
          new CohortDefinition(
              new CohortDefinition.Trigger.ConceptOccurs("icu"),
              List.of(),
              List.of(),
              CohortDefinition.PerSubject.ALL),
          Duration.ZERO,
          Duration.ZERO,
          List.of(
              new InputDefinition.Notes(
                  "words", List.of(), 50, DAY, InputDefinition.Missing.ALLOW)),
          new MissingBudget(1, false),
          new OutcomeDefinition.Binary("icu", DAY, OutcomeDefinition.NoFollowup.DROP),
          new SplitDefinition.Folds(1, 5),
          FusionPlan.of(List.of()),
          new EvaluationPlan(100, List.of()));

  private static LabelledRow row(long subject, InputCell cell) {
    return new LabelledRow(
        new FeatureRow(
            new SubjectId(subject),
            "1.2.3",
            NOON,
            NOON,
            new GateDecision.Ready(),
            Map.of("words", cell)),
        new Outcome.Observed(0));
  }

  private static InputCell.Value.Words words(String reference, String... texts) {
    return new InputCell.Value.Words(WordCounts.of(List.of(texts)), reference);
  }

  private static InputCell present(InputCell.Value value) {
    return new InputCell.Present(value, 3, "", "DocumentReference/1", Set.of());
  }

  @Test
  void hashedWordsAreReadBackAndTheTextIsNowhereInTheFile(@TempDir Path folder) throws Exception {
    var rows =
        List.of(
            row(1, present(words("", "Fever since Monday. ".repeat(3_000), "Zebrafinch disease"))),
            row(2, new InputCell.Missing(MissingReason.NOT_MEASURED)),
            row(3, present(words("tensors/words-1.npy", "糖尿病"))));
    Path file = folder.resolve("rows.parquet");
    Path csv = folder.resolve("rows.csv");
    try (var writer = RowsWriter.openWithCsv(file, csv, STUDY)) {
      for (var row : rows) {
        writer.write(row);
      }
      writer.finish();
    }
    try (var reader = RowsReader.open(file, STUDY);
        var read = reader.rows()) {
      assertThat(read.toList()).isEqualTo(rows);
    }
    assertThat(Files.readString(csv)).doesNotContainIgnoringCase("zebrafinch");
    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
        .doesNotContainIgnoringCase("zebrafinch");
  }

  @Property(tries = 300)
  void aCellIsReadAsItWasWrittenOrRefused(@ForAll String text) {
    var counts = WordCounts.of(List.of(text + " a"));
    var value = new InputCell.Value.Words(counts, "tensors/x.npy");
    assertThat(InputCell.Value.Words.read(value.written())).contains(value);
    assertThat(InputCell.Value.Words.read(text + ":")).isEmpty();
  }
}
