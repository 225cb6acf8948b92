package org.chiasm.connect.fhir;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chiasm.DataIssue;
import org.chiasm.connect.fhirjson.SetAsideException;
import org.jspecify.annotations.Nullable;

/**
 * A FHIR date, dateTime or instant as the stretch of time it leaves open (FHIR R4 2.24.0.1).
 *
 * @param start the earliest instant it can mean, inclusive
 * @param end the end of the stretch, exclusive
 * @param vague whether the stretch is longer than a minute: a date, or a local time that a clock
 *     change makes ambiguous
 * @param day the calendar day as written, the first one for a month or year
 */
record FhirTime(Instant start, Instant end, boolean vague, LocalDate day) {
  private static final Pattern DATE = Pattern.compile("\\d{4}(-\\d{2}(-\\d{2})?)?");
  private static final int MAX_OFFSET_HOURS = 14;

  /** When it is over for certain: what became known within a vague time is known at its end. */
  Instant latest() {
    return vague ? end : start;
  }

  /** The time of something that begins then and is over for certain after a while. */
  FhirTime lasting(Duration duration) {
    Instant over = start.plus(duration);
    return over.isAfter(latest()) ? new FhirTime(start, over, true, day) : this;
  }

  /**
   * The end of something that this time ends: the last microsecond of a vague time, because it
   * includes the whole of it (FHIR R4 Period.end).
   */
  FhirTime atItsEnd() {
    return vague ? new FhirTime(end.minusNanos(1_000), end, true, day) : this;
  }

  /**
   * Reads a date or dateTime.
   *
   * @param text as in the feed
   * @param element its name, for the message
   * @param zone the site's zone, for dates and for times that state no offset; null without one
   * @param unzoned what is missing where a zone is needed and there is none
   * @throws SetAsideException if it is neither, or needs a zone and there is none
   */
  static FhirTime parse(String text, String element, @Nullable ZoneId zone, DataIssue.Kind unzoned)
      throws SetAsideException {
    try {
      boolean isDate = text.indexOf('T') < 0;
      var time = isDate ? date(text, element, zone) : dateTime(text, element, zone);
      return time.orElseThrow(() -> needsZone(element, isDate, unzoned));
    } catch (DateTimeException | NumberFormatException | IndexOutOfBoundsException e) {
      throw malformed(element);
    }
  }

  /** Whether a date gives year, month and day, and nothing finer. */
  static boolean isWholeDay(String text) {
    return text.length() == 10 && DATE.matcher(text).matches();
  }

  private static Optional<FhirTime> date(String text, String element, @Nullable ZoneId zone)
      throws SetAsideException {
    if (!DATE.matcher(text).matches()) {
      throw malformed(element);
    }
    LocalDate first;
    LocalDate next;
    switch (text.length()) {
      case 4 -> {
        first = LocalDate.of(year(text), 1, 1);
        next = first.plusYears(1);
      }
      case 7 -> {
        first = YearMonth.of(year(text), digits(text, 5, 7)).atDay(1);
        next = first.plusMonths(1);
      }
      default -> {
        first = LocalDate.of(year(text), digits(text, 5, 7), digits(text, 8, 10));
        next = first.plusDays(1);
      }
    }
    return zone == null
        ? Optional.empty()
        : Optional.of(
            new FhirTime(
                first.atStartOfDay(zone).toInstant(),
                next.atStartOfDay(zone).toInstant(),
                true,
                first));
  }

  private static Optional<FhirTime> dateTime(String text, String element, @Nullable ZoneId zone)
      throws SetAsideException {
    if (text.charAt(4) != '-' || text.charAt(7) != '-' || text.charAt(10) != 'T') {
      throw malformed(element);
    }
    var day = LocalDate.of(year(text), digits(text, 5, 7), digits(text, 8, 10));
    int at = 16;
    if (text.charAt(13) != ':') {
      throw malformed(element);
    }
    int hour = digits(text, 11, 13);
    int minute = digits(text, 14, 16);
    int second = 0;
    int nano = 0;
    long step = 60_000_000_000L;
    if (at < text.length() && text.charAt(at) == ':') {
      second = digits(text, 17, 19);
      at = 19;
      step = 1_000_000_000L;
      if (at < text.length() && text.charAt(at) == '.') {
        int from = ++at;
        for (; at < text.length() && Character.isDigit(text.charAt(at)); at++) {
          if (step > 1) {
            step /= 10;
            nano += (int) (step * digits(text, at, at + 1));
          }
        }
        if (at == from) {
          throw malformed(element);
        }
      }
    }
    boolean leap = second == 60;
    var local = LocalDateTime.of(day, LocalTime.of(hour, minute, leap ? 59 : second, nano));
    Instant start;
    Instant end;
    if (at == text.length()) {
      if (zone == null) {
        return Optional.empty();
      }
      var offsets = zone.getRules().getValidOffsets(local);
      if (offsets.isEmpty()) {
        throw new SetAsideException(
            DataIssue.Kind.IMPLAUSIBLE_TIME,
            element + " falls into the hour that the clock change of the site's zone skips");
      }
      start = local.toInstant(offsets.getFirst());
      end = local.toInstant(offsets.getLast()).plusNanos(step);
      return Optional.of(
          new FhirTime(leaped(start, leap), leaped(end, leap), offsets.size() > 1, day));
    }
    start = leaped(local.toInstant(offset(text, at, element)), leap);
    return Optional.of(new FhirTime(start, start.plusNanos(step), false, day));
  }

  private static Instant leaped(Instant instant, boolean leap) {
    return leap ? instant.plusSeconds(1) : instant;
  }

  private static ZoneOffset offset(String text, int at, String element) throws SetAsideException {
    char sign = text.charAt(at);
    if (sign == 'Z' && text.length() == at + 1) {
      return ZoneOffset.UTC;
    }
    if ((sign != '+' && sign != '-')
        || text.length() != at + 6
        || text.charAt(at + 3) != ':'
        || digits(text, at + 1, at + 3) > MAX_OFFSET_HOURS) {
      throw malformed(element);
    }
    int way = sign == '-' ? -1 : 1;
    return ZoneOffset.ofHoursMinutes(
        way * digits(text, at + 1, at + 3), way * digits(text, at + 4, at + 6));
  }

  private static int year(String text) {
    int year = digits(text, 0, 4);
    if (year == 0) {
      throw new DateTimeException("There is no year 0 in FHIR");
    }
    return year;
  }

  private static int digits(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9') {
        throw new NumberFormatException();
      }
      number = 10 * number + digit - '0';
    }
    return number;
  }

  private static SetAsideException malformed(String element) {
    return SetAsideException.malformed(
        element + " is not a FHIR date or dateTime such as 2020-04-29T07:00:00+01:00");
  }

  private static SetAsideException needsZone(
      String element, boolean isDate, DataIssue.Kind unzoned) {
    return new SetAsideException(
        unzoned,
        element
            + (isDate ? " is a date without a time" : " is a time without an offset")
            + ", and the site names no zone: add `time_zone: Europe/Berlin` (or yours) to the site"
            + " file");
  }

  /**
   * A stretch with a beginning and perhaps an end (FHIR R4 Period).
   *
   * @param start null where only the end is given
   * @param end null where it goes on or its end is not given
   */
  record Period(@Nullable FhirTime start, @Nullable FhirTime end) {
    /**
     * The whole of it as one time: it begins with the start and is over with the end. Null where
     * neither is given.
     */
    @Nullable FhirTime whole() {
      if (start == null || end == null) {
        return start == null ? end : start;
      }
      Instant over = end.latest().isAfter(start.latest()) ? end.latest() : start.latest();
      return new FhirTime(start.start(), over, true, start.day());
    }

    /** Whether it ends before it begins, as far as can be told. */
    boolean isReversed() {
      return start != null && end != null && end.end().compareTo(start.start()) <= 0;
    }
  }
}
