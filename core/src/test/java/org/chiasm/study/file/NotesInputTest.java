package org.chiasm.study.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.InputDefinition.Missing;
import org.chiasm.study.StudyDefinition;
import org.chiasm.study.TimeWindow;
import org.chiasm.study.TimeWindow.Bound;
import org.chiasm.study.yaml.Checked;
import org.junit.jupiter.api.Test;

/** The words of notes as an input of the study file. */
class NotesInputTest {
  private static final TimeWindow EVER =
      new TimeWindow(new Bound(TimeWindow.UNBOUNDED_PAST, false), new Bound(Duration.ZERO, true));

  private static Checked<StudyDefinition> with(String notes) {
    var text = Fixture.text("every-kind.yaml");
    return StudyFile.read(
        text.replace(
                "\ninputs:\n",
                "\ninputs:\n  words: {modality: text, window: \"(-inf, 0h]\", " + notes + "}\n")
            .replace("\nconcepts:\n", "\nconcepts:\n  letter: {loinc: [\"18842-5\"]}\n"),
        "study.yaml");
  }

  @Test
  void notesOfAnyKindOrOfSomeAreRead() {
    assertThat(Fixture.accepted(with("notes: all")).inputs())
        .contains(
            new InputDefinition.Notes(
                "words", List.of(), InputDefinition.Notes.WORDS_STANDARD, EVER, Missing.ALLOW));
    assertThat(Fixture.accepted(with("notes: letter, words: 60, missing: require")).inputs())
        .contains(new InputDefinition.Notes("words", List.of("letter"), 60, EVER, Missing.REQUIRE));
  }

  @Test
  void whatIsNoKindOfNoteIsRefused() {
    assertThat(Fixture.problems(with("notes: heart_rate")).toString())
        .contains("a concept that has codes of notes and no unit, or all");
    assertThat(Fixture.problems(with("notes: [leter]")).toString())
        .contains("did you mean \"letter\"");
    assertThat(Fixture.problems(with("notes: [letter, letter]")).toString())
        .contains("each concept once");
    assertThat(Fixture.problems(with("notes: all, words: 0")).toString()).contains("1 to 10000");
    assertThat(Fixture.problems(with("notes: all, history: diabetes")).toString())
        .contains("history");
  }
}
