package org.chiasm.row;

import java.util.ArrayList;
import java.util.List;
import org.chiasm.ClinicalEvent;
import org.chiasm.EventValue;
import org.chiasm.FactKind;
import org.chiasm.MissingReason;
import org.chiasm.note.HistoryCurator;
import org.chiasm.note.HistoryReading;
import org.chiasm.record.VisibleFacts;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.InputDefinition.History.HistorySource;

/**
 * Whether a comorbidity is in the patient's own history: 1 where a source says so, 0 where sources
 * speak and none does, missing where none speaks. Safe for use by many threads.
 */
public final class HistoryCells {
  private final HistoryCurator curator;

  HistoryCells(HistoryCurator curator) {
    this.curator = curator;
  }

  /**
   * The facts that a cell is read from: of the input's sources, visible, in its window and not
   * absent, in the order of events.
   */
  public static List<ClinicalEvent> speaking(
      InputDefinition.History input, SubjectFacts facts, Moment moment) {
    return inWindow(input, visible(input, facts, moment), moment).stream()
        .filter(event -> !(event.value() instanceof EventValue.Absent))
        .toList();
  }

  private static VisibleFacts visible(
      InputDefinition.History input, SubjectFacts facts, Moment moment) {
    var sources = new ArrayList<ClinicalEvent>();
    for (var source : HistorySource.values()) {
      if (input.from().contains(source)) {
        sources.addAll(facts.ofKind(kindOf(source)));
      }
    }
    return VisibleFacts.at(sources, moment.predictionTime());
  }

  private static List<ClinicalEvent> inWindow(
      InputDefinition.History input, VisibleFacts visible, Moment moment) {
    return visible.current().stream()
        .filter(event -> moment.isInWindow(event, input.window()))
        .toList();
  }

  InputCell cell(InputDefinition.History input, SubjectFacts facts, Moment moment) {
    var speaking = speaking(input, facts, moment);
    if (speaking.isEmpty()) {
      return new InputCell.Missing(absence(input, visible(input, facts, moment), moment));
    }
    var reading = curator.read(input.history(), speaking);
    boolean present = reading.state() == HistoryReading.State.PRESENT;
    var basis = basis(present ? reading.affirming() : reading.denying(), speaking);
    return new InputCell.Present(
        new InputCell.Value.Numeric(present ? 1 : 0),
        moment.ageHours(basis),
        "",
        basis.origin().reference(),
        CategoryCells.assumptions(basis));
  }

  private static MissingReason absence(
      InputDefinition.History input, VisibleFacts visible, Moment moment) {
    var unusable = new ArrayList<MissingReason>();
    for (var event : inWindow(input, visible, moment)) {
      if (event.value() instanceof EventValue.Absent absent) {
        unusable.add(Absence.of(event, absent));
      }
    }
    return unusable.isEmpty()
        ? Absence.outside(visible, input.window(), moment)
        : Absence.unusable(unusable);
  }

  /** The fact that says so, or, where none names the comorbidity, the latest that speaks at all. */
  private static ClinicalEvent basis(
      List<HistoryReading.Evidence> evidence, List<ClinicalEvent> speaking) {
    for (var piece : evidence) {
      for (var event : speaking) {
        if (event.origin().reference().equals(piece.origin())) {
          return event;
        }
      }
    }
    return speaking.getLast();
  }

  private static FactKind kindOf(HistorySource source) {
    return switch (source) {
      case CONDITION -> FactKind.CONDITION;
      case NOTE -> FactKind.NOTE;
    };
  }
}
