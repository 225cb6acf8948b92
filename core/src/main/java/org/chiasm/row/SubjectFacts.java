package org.chiasm.row;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chiasm.ClinicalEvent;
import org.chiasm.FactKind;
import org.chiasm.record.Timeline;
import org.chiasm.record.VisibleFacts;

/**
 * One subject's facts, sorted by the concept they belong to. A fact belongs to a concept with all
 * its versions as soon as one of them does, so that a retraction which no longer carries the code
 * is still seen as one.
 */
public final class SubjectFacts {
  private final Timeline timeline;
  private final Map<String, List<ClinicalEvent>> byConcept = new HashMap<>();
  private final Map<FactKind, List<ClinicalEvent>> byKind = new HashMap<>();

  /** The facts of a timeline. */
  public SubjectFacts(ConceptIndex index, Timeline timeline) {
    this.timeline = timeline;
    Map<String, Set<String>> conceptsByKey = new HashMap<>();
    for (var event : timeline.events()) {
      byKind.computeIfAbsent(event.kind(), _ -> new ArrayList<>()).add(event);
      var concepts = index.conceptsOf(event.code());
      if (!concepts.isEmpty()) {
        conceptsByKey.computeIfAbsent(event.key(), _ -> new HashSet<>()).addAll(concepts);
      }
    }
    for (var event : timeline.events()) {
      for (var concept : conceptsByKey.getOrDefault(event.key(), Set.of())) {
        byConcept.computeIfAbsent(concept, _ -> new ArrayList<>()).add(event);
      }
    }
  }

  /** Where they come from. */
  public Timeline timeline() {
    return timeline;
  }

  /** Every version of every fact of a concept, in event order. */
  public List<ClinicalEvent> ofConcept(String concept) {
    return byConcept.getOrDefault(concept, List.of());
  }

  /** Every version of every fact of a kind, in event order. */
  public List<ClinicalEvent> ofKind(FactKind kind) {
    return byKind.getOrDefault(kind, List.of());
  }

  /** What of a concept is visible at a time. */
  public VisibleFacts visible(String concept, Instant time) {
    return VisibleFacts.at(ofConcept(concept), time);
  }

  /** What of a kind is visible at a time. */
  public VisibleFacts visible(FactKind kind, Instant time) {
    return VisibleFacts.at(ofKind(kind), time);
  }
}
