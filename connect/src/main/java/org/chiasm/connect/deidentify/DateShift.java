package org.chiasm.connect.deidentify;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chiasm.connect.dicomtext.DicomDateTime;

/** Moves the dates of one patient by the same number of days, so that intervals stay. */
final class DateShift {
  private static final Pattern TIME_OF_DAY =
      Pattern.compile("(\\d{8})(\\d{2,6}(?:\\.\\d{1,6})?)?([+-]\\d{4})?");
  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);

  private final int days;

  DateShift(int days) {
    this.days = days;
  }

  /** Every value of a DA moved; empty if one is no date. */
  Optional<List<String>> dates(List<String> values) {
    var moved = new ArrayList<String>();
    for (String value : values) {
      var date = value.isEmpty() ? Optional.<LocalDate>empty() : DicomDateTime.parseDate(value);
      if (date.isEmpty() && !value.isEmpty()) {
        return Optional.empty();
      }
      moved.add(date.map(this::move).orElse(""));
    }
    return Optional.of(moved);
  }

  /** Every value of a DT moved; empty if one has no whole date, or is none. */
  Optional<List<String>> dateTimes(List<String> values) {
    var moved = new ArrayList<String>();
    for (String value : values) {
      Matcher parts = TIME_OF_DAY.matcher(value.strip());
      if (!parts.matches()) {
        return Optional.empty();
      }
      var date = DicomDateTime.parseDate(parts.group(1));
      if (date.isEmpty()) {
        return Optional.empty();
      }
      String time = parts.group(2) == null ? "" : parts.group(2);
      String offset = parts.group(3) == null ? "" : parts.group(3);
      moved.add(move(date.get()) + time + offset);
    }
    return Optional.of(moved);
  }

  private String move(LocalDate date) {
    try {
      return date.plusDays(days).format(BASIC);
    } catch (DateTimeException _) {
      return "";
    }
  }
}
