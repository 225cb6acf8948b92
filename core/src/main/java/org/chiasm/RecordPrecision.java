package org.chiasm;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The finest step of time a record keeps: one microsecond (MEDS {@code timestamp[us]}). */
public final class RecordPrecision {
  private RecordPrecision() {}

  /** The last whole microsecond at or before {@code instant}. */
  public static Instant toMicros(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * Microseconds since 1970-01-01T00:00:00Z.
   *
   * @throws ArithmeticException if the year lies beyond about ±292,000
   */
  public static long epochMicros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000L);
  }

  /** The instant {@code micros} microseconds after 1970-01-01T00:00:00Z. */
  public static Instant ofEpochMicros(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
  }
}
