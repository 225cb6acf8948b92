package org.chiasm.row;

import java.util.ArrayList;
import java.util.List;
import org.chiasm.ClinicalEvent;
import org.chiasm.EventValue;
import org.chiasm.FactKind;
import org.chiasm.MissingReason;
import org.chiasm.note.text.WordCounts;
import org.chiasm.record.VisibleFacts;
import org.chiasm.study.InputDefinition;

/**
 * The words of the notes that could be read at the prediction time, counted together; missing where
 * no note could be read.
 */
public final class NoteCells {
  private NoteCells() {}

  static InputCell cell(InputDefinition.Notes input, SubjectFacts facts, Moment moment) {
    var visible = visible(input, facts, moment);
    var unusable = new ArrayList<MissingReason>();
    for (var event : visible.current()) {
      if (moment.isInWindow(event, input.window())
          && !(event.value() instanceof EventValue.Narrative)) {
        unusable.add(
            event.value() instanceof EventValue.Absent absent
                ? Absence.of(event, absent)
                : MissingReason.UNREADABLE);
      }
    }
    var notes = narratives(input, visible, moment);
    var words = WordCounts.of(texts(notes));
    if (notes.isEmpty() || words.size() == 0) {
      return new InputCell.Missing(
          !notes.isEmpty()
              ? MissingReason.UNREADABLE
              : unusable.isEmpty()
                  ? Absence.outside(visible, input.window(), moment)
                  : Absence.unusable(unusable));
    }
    var latest = notes.getLast();
    return new InputCell.Present(
        new InputCell.Value.Words(words, ""),
        moment.ageHours(latest),
        "",
        latest.origin().reference(),
        CategoryCells.assumptions(latest));
  }

  /** The notes that an input's words come from, in event order: what explains a row's words. */
  public static List<ClinicalEvent> notes(
      InputDefinition.Notes input, SubjectFacts facts, Moment moment) {
    return narratives(input, visible(input, facts, moment), moment);
  }

  /** What those notes say. */
  public static List<String> texts(List<ClinicalEvent> notes) {
    var texts = new ArrayList<String>();
    for (var note : notes) {
      if (note.value() instanceof EventValue.Narrative(var text)) {
        texts.add(text);
      }
    }
    return texts;
  }

  private static List<ClinicalEvent> narratives(
      InputDefinition.Notes input, VisibleFacts visible, Moment moment) {
    return visible.current().stream()
        .filter(event -> moment.isInWindow(event, input.window()))
        .filter(event -> event.value() instanceof EventValue.Narrative)
        .toList();
  }

  private static VisibleFacts visible(
      InputDefinition.Notes input, SubjectFacts facts, Moment moment) {
    return VisibleFacts.at(candidates(input, facts), moment.predictionTime());
  }

  /** Every version of every note of an input's kinds, whatever the time. */
  public static List<ClinicalEvent> candidates(InputDefinition.Notes input, SubjectFacts facts) {
    return input.kinds().isEmpty()
        ? facts.ofKind(FactKind.NOTE)
        : input.kinds().stream()
            .flatMap(kind -> facts.ofConcept(kind).stream())
            .filter(event -> event.kind() == FactKind.NOTE)
            .distinct()
            .toList();
  }
}
