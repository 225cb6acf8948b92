package org.chiasm.record;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.chiasm.ClinicalEvent;
import org.chiasm.SubjectId;

/**
 * Everything the record holds of one subject, in the order of events. The order in which the events
 * are given does not matter, and an event given twice counts once.
 */
public final class Timeline {
  private final SubjectId subject;
  private final List<ClinicalEvent> events;

  /** A timeline of these events. */
  public Timeline(SubjectId subject, Collection<ClinicalEvent> events) {
    this.subject = requireNonNull(subject, "subject");
    this.events = events.stream().distinct().sorted().toList();
  }

  /** Whose facts these are. */
  public SubjectId subject() {
    return subject;
  }

  /** Every fact and every version of it, sorted. */
  public List<ClinicalEvent> events() {
    return events;
  }

  /** This timeline with one more event: what a live feed does to it. */
  public Timeline with(ClinicalEvent event) {
    var more = new ArrayList<>(events);
    more.add(event);
    return new Timeline(subject, more);
  }
}
