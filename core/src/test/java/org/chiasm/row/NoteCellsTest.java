package org.chiasm.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chiasm.EventFixtures.NOON;
import static org.chiasm.EventFixtures.hour;
import static org.chiasm.EventFixtures.note;

import java.util.List;
import org.chiasm.AvailableTime;
import org.chiasm.ClinicalEvent;
import org.chiasm.EventValue;
import org.chiasm.FactStatus;
import org.chiasm.MissingReason;
import org.chiasm.SubjectId;
import org.chiasm.note.text.WordCounts;
import org.chiasm.record.Timeline;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.InputDefinition.Missing;
import org.junit.jupiter.api.Test;

class NoteCellsTest {
  private static final InputDefinition.Notes INPUT =
      new InputDefinition.Notes(
          "words", List.of(), 100, StudyFixtures.window(-48, 1), Missing.ALLOW);
  private static final Moment MOMENT = new Moment(NOON, hour(1));

  private static InputCell cell(ClinicalEvent... events) {
    var index = new ConceptIndex(StudyFixtures.study());
    var facts = new SubjectFacts(index, new Timeline(new SubjectId(1), List.of(events)));
    return NoteCells.cell(INPUT, facts, MOMENT);
  }

  private static ClinicalEvent with(
      ClinicalEvent event, EventValue value, FactStatus status, double signed) {
    return new ClinicalEvent(
        event.key(),
        event.kind(),
        event.code(),
        event.effective(),
        AvailableTime.stated(hour(signed)),
        event.boundary(),
        value,
        status,
        event.origin());
  }

  private static WordCounts words(InputCell cell) {
    return cell instanceof InputCell.Present present
            && present.value() instanceof InputCell.Value.Words(var counts, _)
        ? counts
        : WordCounts.of(List.of());
  }

  @Test
  void theWordsOfEveryVisibleNoteInTheWindowAreCountedTogether() {
    var cell =
        cell(
            note("a", "Fever since Monday.", -5, -4),
            note("b", "Fever and cough.", -2, 0.5),
            note("late", "Transferred to intensive care.", -1, 1.5),
            note("old", "Fracture.", -100, -99));

    assertThat(words(cell))
        .isEqualTo(WordCounts.of(List.of("Fever since Monday.", "Fever and cough.")));
    assertThat(cell).isInstanceOf(InputCell.Present.class);
    assertThat(((InputCell.Present) cell).ageHours()).isEqualTo(3);
  }

  @Test
  void anAmendedNoteIsReadAsItStoodAndARetractedOneNotAtAll() {
    var first = note("a", "Fever.", -5, -4);
    var amended = with(first, new EventValue.Narrative("Chills."), FactStatus.AMENDED, 0);
    var later = with(first, new EventValue.Narrative("Sepsis."), FactStatus.AMENDED, 2);
    var retracted =
        with(first, new EventValue.Narrative("Chills."), FactStatus.ENTERED_IN_ERROR, 0.5);

    assertThat(words(cell(first, amended, later))).isEqualTo(WordCounts.of(List.of("Chills.")));
    assertThat(cell(first, amended, retracted))
        .isEqualTo(new InputCell.Missing(MissingReason.RETRACTED));
  }

  @Test
  void theAbsenceOfNotesHasAReason() {
    var note = note("a", "Fever.", -5, -4);
    assertThat(cell()).isEqualTo(new InputCell.Missing(MissingReason.NOT_MEASURED));
    assertThat(cell(note("old", "Fever.", -100, -99)))
        .isEqualTo(new InputCell.Missing(MissingReason.OUTSIDE_WINDOW));
    assertThat(cell(with(note, new EventValue.Absent("unknown"), FactStatus.FINAL, -4)))
        .isEqualTo(new InputCell.Missing(MissingReason.UNREADABLE));
    assertThat(cell(note("marks", "--- ...", -5, -4)))
        .isEqualTo(new InputCell.Missing(MissingReason.UNREADABLE));
  }
}
