package org.chiasm;

/** How far a fact can be relied on when it is issued (FHIR {@code Observation.status}). */
public enum FactStatus {
  PRELIMINARY,
  FINAL,
  /** Replaces an earlier version of the same fact. */
  AMENDED,
  /** Takes an earlier version of the same fact back; nothing replaces it. */
  ENTERED_IN_ERROR
}
