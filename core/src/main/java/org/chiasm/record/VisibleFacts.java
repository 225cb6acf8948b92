package org.chiasm.record;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chiasm.Boundary;
import org.chiasm.ClinicalEvent;
import org.chiasm.FactStatus;

/**
 * What a clinician could see at one moment: of every fact the version that was current then. A
 * result stands as first issued until its amendment is available, and disappears once its
 * retraction is.
 */
public final class VisibleFacts {
  /**
   * Which of two versions of a fact is the current one: the later available; of two available at
   * once, the one that supersedes more; then by content, so that the choice never depends on order.
   */
  static final Comparator<ClinicalEvent> BY_VERSION =
      Comparator.comparing((ClinicalEvent event) -> event.available().instant())
          .thenComparing(ClinicalEvent::status)
          .thenComparing(Comparator.naturalOrder());

  private final List<ClinicalEvent> current;
  private final List<ClinicalEvent> retracted;

  private VisibleFacts(List<ClinicalEvent> current, List<ClinicalEvent> retracted) {
    this.current = List.copyOf(current);
    this.retracted = List.copyOf(retracted);
  }

  /**
   * What of these events is visible at a time, inclusive.
   *
   * @param events any facts of one subject, in any order
   * @param time the moment of looking
   */
  public static VisibleFacts at(Collection<ClinicalEvent> events, Instant time) {
    requireNonNull(time, "time");
    Map<FactKey, ClinicalEvent> latest = new HashMap<>();
    for (var event : events) {
      if (event.available().isVisibleAt(time)) {
        latest.merge(
            new FactKey(event.key(), event.boundary()),
            event,
            (left, right) -> BY_VERSION.compare(left, right) >= 0 ? left : right);
      }
    }
    var current = new ArrayList<ClinicalEvent>();
    var retracted = new ArrayList<ClinicalEvent>();
    for (var event : latest.values()) {
      (event.status() == FactStatus.ENTERED_IN_ERROR ? retracted : current).add(event);
    }
    current.sort(Comparator.naturalOrder());
    retracted.sort(Comparator.naturalOrder());
    return new VisibleFacts(current, retracted);
  }

  /** The current version of every fact that stands, sorted. */
  public List<ClinicalEvent> current() {
    return current;
  }

  /** The retraction of every fact that was taken back, sorted. */
  public List<ClinicalEvent> retracted() {
    return retracted;
  }

  private record FactKey(String key, Boundary boundary) {}
}
