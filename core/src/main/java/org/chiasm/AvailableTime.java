package org.chiasm;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * When a clinician could first know a fact: the result was issued, the note signed, the image
 * stored. A row at a prediction time sees only facts whose available time is at or before it.
 *
 * @param instant on the UTC time line, cut to the microsecond
 * @param basis whether the feed said so or the site file's {@code assume_lag} did
 */
public record AvailableTime(Instant instant, Basis basis) {
  /** Where an available time comes from. */
  public enum Basis {
    /** The feed states it. */
    STATED,
    /** The feed is silent; the site file's {@code assume_lag} was added to the effective time. */
    ASSUMED,
    /** Known from the start: sex and birth, which registration asks for before any care. */
    REGISTRATION
  }

  /** Cuts to the microsecond. */
  public AvailableTime {
    instant = RecordPrecision.toMicros(requireNonNull(instant, "instant"));
    requireNonNull(basis, "basis");
  }

  /** A time that the feed states. */
  public static AvailableTime stated(Instant instant) {
    return new AvailableTime(instant, Basis.STATED);
  }

  /** A time that follows from an assumed lag. */
  public static AvailableTime assumed(Instant instant) {
    return new AvailableTime(instant, Basis.ASSUMED);
  }

  /** Before anything else was known. */
  public static AvailableTime atRegistration() {
    return new AvailableTime(Instant.EPOCH.minusSeconds(REGISTRATION_SECONDS), Basis.REGISTRATION);
  }

  /** Whether a reader at {@code time} may see the fact; the bound is inclusive. */
  public boolean isVisibleAt(Instant time) {
    return !instant.isAfter(time);
  }

  private static final long REGISTRATION_SECONDS = 200L * 365 * 24 * 3600;
}
