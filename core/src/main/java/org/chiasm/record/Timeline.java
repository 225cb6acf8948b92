package org.chiasm.record;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.chiasm.AvailableTime;
import org.chiasm.ClinicalEvent;
import org.chiasm.EffectiveTime;
import org.chiasm.SubjectId;

/**
 * Everything the record holds of one subject, in the order of events. The order in which the events
 * are given does not matter, and an event given twice counts once.
 */
public final class Timeline {
  private final SubjectId subject;
  private final List<ClinicalEvent> events;
  private final Set<String> unreadable;

  /** A timeline of these events, all of whose pixels and signals are taken to be readable. */
  public Timeline(SubjectId subject, Collection<ClinicalEvent> events) {
    this(subject, events.stream().distinct().sorted().toList(), Set.of());
  }

  private Timeline(SubjectId subject, List<ClinicalEvent> events, Set<String> unreadable) {
    this.subject = requireNonNull(subject, "subject");
    this.events = events;
    this.unreadable = unreadable;
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
    return new Timeline(subject, more.stream().distinct().sorted().toList(), unreadable);
  }

  /**
   * This timeline, knowing that an image series or recording cannot be read.
   *
   * @param reference the series UID, or the recording's reference
   */
  public Timeline withUnreadable(String reference) {
    var more = new HashSet<>(unreadable);
    more.add(reference);
    return new Timeline(subject, events, Set.copyOf(more));
  }

  /**
   * This timeline as if every fact had been known as soon as it was true: what a study without an
   * availability rule sees. For showing how much skill would be leakage; nothing may be trained for
   * use or served from it. Retractions and corrections take effect at once, too.
   */
  public Timeline withoutAvailabilityRule() {
    return new Timeline(
        subject,
        events.stream().map(Timeline::knownAtOnce).distinct().sorted().toList(),
        unreadable);
  }

  private static ClinicalEvent knownAtOnce(ClinicalEvent event) {
    return event.effective() instanceof EffectiveTime.At(var at)
            && at.isBefore(event.available().instant())
        ? new ClinicalEvent(
            event.key(),
            event.kind(),
            event.code(),
            event.effective(),
            new AvailableTime(at, event.available().basis()),
            event.boundary(),
            event.value(),
            event.status(),
            event.origin())
        : event;
  }

  /** Whether the pixels or the signal of this reference turned out to be unreadable. */
  public boolean isUnreadable(String reference) {
    return unreadable.contains(reference);
  }
}
