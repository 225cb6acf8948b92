package org.chiasm;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Comparator;

/**
 * One fact about a patient, on both clocks, with where it comes from (MEDS event).
 *
 * <p>Versions of one fact share {@link #key}: a corrected result is a later event with the same
 * key, never an overwrite. The order of events is total and depends on their content only, so that
 * the order in which a feed delivers them can never matter.
 *
 * @param key names the fact within the record across its versions, such as {@code
 *     ehr:Observation/123#8480-6}
 * @param kind the kind of feed content it comes from
 * @param code what it is about
 * @param effective when it was true
 * @param available when it could be known
 * @param boundary which part of a happening it reports
 * @param value what it says
 * @param status how far it can be relied on
 * @param origin where it comes from
 */
public record ClinicalEvent(
    String key,
    FactKind kind,
    EventCode code,
    EffectiveTime effective,
    AvailableTime available,
    Boundary boundary,
    EventValue value,
    FactStatus status,
    Origin origin)
    implements Comparable<ClinicalEvent> {

  private static final Comparator<ClinicalEvent> ORDER =
      Comparator.comparing(ClinicalEvent::effective)
          .thenComparing(event -> event.available().instant())
          .thenComparing(event -> event.code().primary())
          .thenComparing(ClinicalEvent::key)
          .thenComparing(ClinicalEvent::boundary)
          .thenComparing(ClinicalEvent::status)
          .thenComparing(ClinicalEvent::origin)
          .thenComparing(event -> event.available().basis())
          .thenComparing(event -> contentOf(event.value()))
          .thenComparing(event -> event.value().getClass().getName())
          .thenComparing(ClinicalEvent::kind)
          .thenComparing(event -> event.code().text())
          .thenComparing(
              event -> event.code().translations().toArray(Code[]::new), Arrays::compare);

  /** Checks that nothing is missing. */
  public ClinicalEvent {
    requireNonNull(kind, "kind");
    requireNonNull(code, "code");
    requireNonNull(effective, "effective");
    requireNonNull(available, "available");
    requireNonNull(boundary, "boundary");
    requireNonNull(value, "value");
    requireNonNull(status, "status");
    requireNonNull(origin, "origin");
    if (key.isBlank()) {
      throw new IllegalArgumentException("ClinicalEvent from " + origin + " has a blank key");
    }
  }

  @Override
  public int compareTo(ClinicalEvent other) {
    return ORDER.compare(this, other);
  }

  private static String contentOf(EventValue value) {
    return value instanceof EventValue.Narrative(var text) ? text : value.toString();
  }
}
