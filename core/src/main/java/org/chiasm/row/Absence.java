package org.chiasm.row;

import java.util.List;
import org.chiasm.ClinicalEvent;
import org.chiasm.EventValue;
import org.chiasm.FactStatus;
import org.chiasm.MissingReason;
import org.chiasm.record.VisibleFacts;
import org.chiasm.study.TimeWindow;

/** Finds the one reason why an input has no value. */
final class Absence {
  /** The reason a record gives for a fact that may belong to another person. */
  static final String IDENTITY_CONFLICT = "identity-conflict";

  private Absence() {}

  /** The reason where no fact that stands lies in the window. */
  static MissingReason outside(VisibleFacts facts, TimeWindow window, Moment moment) {
    if (facts.retracted().stream().anyMatch(event -> moment.isInWindow(event, window))) {
      return MissingReason.RETRACTED;
    }
    return facts.current().isEmpty() ? MissingReason.NOT_MEASURED : MissingReason.OUTSIDE_WINDOW;
  }

  /** The reason where the facts in the window cannot be used: that of the latest of them. */
  static MissingReason unusable(List<MissingReason> reasonsInEventOrder) {
    return reasonsInEventOrder.getLast();
  }

  /** The reason for a fact whose value is absent. */
  static MissingReason of(ClinicalEvent event, EventValue.Absent absent) {
    if (absent.reason().equals(IDENTITY_CONFLICT)) {
      return MissingReason.IDENTITY_UNCERTAIN;
    }
    return event.status() == FactStatus.PRELIMINARY
        ? MissingReason.NOT_YET_AVAILABLE
        : MissingReason.UNREADABLE;
  }
}
