package org.chiasm.row;

import java.util.List;
import java.util.Set;
import org.chiasm.EventValue;
import org.chiasm.FactStatus;
import org.chiasm.MissingReason;
import org.chiasm.record.Stay;
import org.chiasm.record.VisibleFacts;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.InputDefinition.Reduce;
import org.chiasm.study.TimeWindow;

/**
 * Whether and how often something happened or lasted in a window; never missing but for identity.
 */
public final class OccurrenceCells {
  private OccurrenceCells() {}

  static InputCell cell(InputDefinition.Tabular input, SubjectFacts facts, Moment moment) {
    var visible = facts.visible(input.concept(), moment.predictionTime());
    if (visible.current().stream()
        .anyMatch(
            event ->
                event.value() instanceof EventValue.Absent(var reason)
                    && reason.equals(Absence.IDENTITY_CONFLICT)
                    && moment.isInWindow(event, input.window()))) {
      return new InputCell.Missing(MissingReason.IDENTITY_UNCERTAIN);
    }
    var stays = overlapping(visible, input.window(), moment);
    double number = input.reduce() == Reduce.COUNT ? stays.size() : stays.isEmpty() ? 0 : 1;
    if (stays.isEmpty()) {
      return new InputCell.Present(
          new InputCell.Value.Numeric(number), Double.NaN, "", "", Set.of());
    }
    var latest = stays.getLast().beginning();
    return new InputCell.Present(
        new InputCell.Value.Numeric(number),
        moment.ageHours(latest),
        "",
        latest.origin().reference(),
        CategoryCells.assumptions(latest));
  }

  /** The stays that share a moment with the window, in order of their beginning. */
  public static List<Stay> overlapping(VisibleFacts visible, TimeWindow window, Moment moment) {
    return stays(visible).stream()
        .filter(stay -> window.isBeforeEnd(stay.start(), moment.anchor()))
        .filter(
            stay -> stay.end().map(end -> window.isAfterStart(end, moment.anchor())).orElse(true))
        .toList();
  }

  /** What happened or lasted after all, in order of its beginning; nothing retracted or absent. */
  public static List<Stay> stays(VisibleFacts visible) {
    return Stay.among(
        visible.current().stream()
            .filter(event -> !(event.value() instanceof EventValue.Absent))
            .filter(event -> event.status() != FactStatus.ENTERED_IN_ERROR)
            .toList());
  }
}
