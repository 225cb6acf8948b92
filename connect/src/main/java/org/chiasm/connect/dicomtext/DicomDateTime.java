package org.chiasm.connect.dicomtext;

import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date and time as a DICOM value gives it: local, with an offset from UTC where the value states
 * one (VR DA, TM and DT of DICOM PS3.5 6.2). Reads also what older and careless writers leave:
 * {@code 1997.04.02}, {@code 1997-04-02}, {@code 10:45:07}.
 */
public final class DicomDateTime {
  private static final Pattern DATE =
      Pattern.compile("([0-9]{4})(?:([0-9]{2})([0-9]{2})|[.\\-/]([0-9]{2})[.\\-/]([0-9]{2}))");
  private static final Pattern TIME =
      Pattern.compile("([0-9]{2})(?::?([0-9]{2})(?::?([0-9]{2})(?:[.,]([0-9]{1,9}))?)?)?");
  private static final Pattern OFFSET = Pattern.compile("([+-])([0-9]{2}):?([0-9]{2})");
  private static final int NANO_DIGITS = 9;

  private final LocalDateTime local;
  private final @Nullable ZoneOffset offset;

  private DicomDateTime(LocalDateTime local, @Nullable ZoneOffset offset) {
    this.local = requireNonNull(local, "local");
    this.offset = offset;
  }

  /** A date and time that states no offset. */
  public static DicomDateTime of(LocalDate date, LocalTime time) {
    return new DicomDateTime(date.atTime(time), null);
  }

  /** Reads a DT; empty unless it gives at least the hour. */
  public static Optional<DicomDateTime> parse(String value) {
    String text = value.strip();
    ZoneOffset offset = null;
    int sign = Math.max(text.lastIndexOf('+'), text.lastIndexOf('-'));
    if (sign >= 10) {
      var parsed = parseOffset(text.substring(sign));
      if (parsed.isEmpty()) {
        return Optional.empty();
      }
      offset = parsed.get();
      text = text.substring(0, sign);
    }
    if (text.length() < 10) {
      return Optional.empty();
    }
    var date = parseDate(text.substring(0, 8));
    var time = parseTime(text.substring(8));
    if (date.isEmpty() || time.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new DicomDateTime(date.get().atTime(time.get()), offset));
  }

  /** Reads a DA; empty where it is none. */
  public static Optional<LocalDate> parseDate(String value) {
    Matcher parts = DATE.matcher(value.strip());
    if (!parts.matches()) {
      return Optional.empty();
    }
    boolean plain = parts.group(2) != null;
    try {
      return Optional.of(
          LocalDate.of(
              Integer.parseInt(parts.group(1)),
              Integer.parseInt(parts.group(plain ? 2 : 4)),
              Integer.parseInt(parts.group(plain ? 3 : 5))));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /** Reads a TM of any precision; a leap second is the second before it. */
  public static Optional<LocalTime> parseTime(String value) {
    Matcher parts = TIME.matcher(value.strip());
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalTime.of(
              Integer.parseInt(parts.group(1)),
              number(parts.group(2)),
              Math.min(number(parts.group(3)), 59) + beyondLeap(number(parts.group(3))),
              nanos(parts.group(4))));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /** Reads an offset from UTC, {@code &ZZXX} of PS3.5 6.2 and of (0008,0201). */
  public static Optional<ZoneOffset> parseOffset(String value) {
    Matcher parts = OFFSET.matcher(value.strip());
    if (!parts.matches()) {
      return Optional.empty();
    }
    int minutes = Integer.parseInt(parts.group(2)) * 60 + Integer.parseInt(parts.group(3));
    try {
      return Optional.of(
          ZoneOffset.ofTotalSeconds((parts.group(1).equals("-") ? -minutes : minutes) * 60));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /** The wall clock reading. */
  public LocalDateTime local() {
    return local;
  }

  /** The offset that the value itself states. */
  public Optional<ZoneOffset> offset() {
    return Optional.ofNullable(offset);
  }

  /**
   * The point in time, by the value's own offset or else {@code zone}. A reading that the zone
   * skipped moves on by the gap; one that it had twice is the first of the two.
   */
  public Instant toInstant(ZoneId zone) {
    return offset != null ? local.toInstant(offset) : local.atZone(zone).toInstant();
  }

  /** Shows nothing: dates are PHI. */
  @Override
  public String toString() {
    return "DicomDateTime[withheld]";
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  /** Lets {@code LocalTime} refuse what lies beyond a leap second. */
  private static int beyondLeap(int second) {
    return second > 60 ? 60 : 0;
  }

  private static int nanos(@Nullable String fraction) {
    return fraction == null
        ? 0
        : Integer.parseInt(fraction + "0".repeat(NANO_DIGITS - fraction.length()));
  }
}
