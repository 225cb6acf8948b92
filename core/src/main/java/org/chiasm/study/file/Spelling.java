package org.chiasm.study.file;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chiasm.study.Comparison;
import org.chiasm.study.StudyDurations;
import org.chiasm.study.TimeWindow;
import org.chiasm.study.TimeWindow.Bound;
import org.chiasm.study.yaml.Field;

/** Reads the small languages inside a file's texts: durations, windows, comparisons. */
final class Spelling {
  /** How names of concepts and inputs are spelled; they become columns of a table. */
  static final Pattern NAME = Pattern.compile("(?!(?:null|true|false)$)[a-z][a-z0-9_]{0,47}");

  /** {@link #NAME} in words. */
  static final String NAME_RULE =
      "a name of at most 48 lower-case letters, digits and _, that begins with a letter";

  private static final String WINDOW_EXAMPLE =
      "a window in quotes such as \"[-24h, 0h]\" or \"(-inf, 0h]\"";
  private static final String DURATION_EXAMPLE =
      "a duration with its unit (" + StudyDurations.UNITS + "), such as 6h";
  private static final Pattern WINDOW =
      Pattern.compile("([\\[(])\\s*([^,\\[\\]()]+?)\\s*,\\s*([^,\\[\\]()]+?)\\s*([\\])])");
  private static final Pattern COMPARED =
      Pattern.compile("(<=|>=|<|>|=)\\s*([-+]?[0-9]*\\.?[0-9]+)\\s*([^\\s<>=]*)");
  private static final Pattern BARE_NUMBER = Pattern.compile("[-+]?[0-9]*\\.?[0-9]+");
  private static final int LENGTH_MAX = 80;

  private Spelling() {}

  /** The name that one with capitals, spaces or hyphens probably should be, or nothing. */
  static String likelyName(String text) {
    var likely =
        text.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
    return NAME.matcher(likely).matches() ? likely : "";
  }

  /** A comparison with a number, such as {@code <= 3 mm}; the unit may be empty. */
  record Compared(Comparison comparison, double value, String number, String unit) {}

  /** Such as {@code <= 3 mm}, or nothing where the text is not one. */
  static Optional<Compared> compared(String text) {
    var match = COMPARED.matcher(text.strip());
    return text.length() <= LENGTH_MAX && match.matches()
        ? Comparison.of(match.group(1))
            .map(
                comparison ->
                    new Compared(
                        comparison,
                        Double.parseDouble(match.group(2)),
                        match.group(2),
                        match.group(3)))
        : Optional.empty();
  }

  /** A duration; a negative one is reported. */
  static Optional<Duration> duration(Field field) {
    var text = field.raw().strip();
    var duration = parse(text);
    if (duration.isEmpty() || duration.get().isNegative() || field.isList()) {
      field.reject(
          duration.isPresent() ? "a duration that is not negative" : DURATION_EXAMPLE,
          text.equals("0") ? "0h" : "");
      return Optional.empty();
    }
    return duration;
  }

  /** A window, or its problem. */
  static Optional<TimeWindow> window(Field field) {
    var match = WINDOW.matcher(field.raw().strip());
    if (field.raw().length() > LENGTH_MAX || !match.matches()) {
      field.reject(WINDOW_EXAMPLE, field.isList() ? unquoted(field) : "");
      return Optional.empty();
    }
    var start = bound(field, match.group(2), match.group(1).equals("["), true);
    var end = bound(field, match.group(3), match.group(4).equals("]"), false);
    if (start.isEmpty() || end.isEmpty()) {
      return Optional.empty();
    }
    int order = start.get().offset().compareTo(end.get().offset());
    if (order > 0) {
      field.reject(
          "a window that starts before it ends",
          match.group(1) + match.group(3) + ", " + match.group(2) + match.group(4));
      return Optional.empty();
    }
    if (order == 0 && !(start.get().inclusive() && end.get().inclusive())) {
      field.reject("a window with some time in it", "");
      return Optional.empty();
    }
    return Optional.of(new TimeWindow(start.get(), end.get()));
  }

  /**
   * A window around the trigger time that ends at or before the prediction time.
   *
   * @param predictionDelay from the trigger to the prediction; where it is empty nothing is checked
   */
  static Optional<TimeWindow> windowUntilPrediction(
      Field field, Optional<Duration> predictionDelay) {
    var window = window(field);
    if (window.isPresent() && predictionDelay.isPresent()) {
      var end = window.get().end();
      if (end.offset().compareTo(predictionDelay.get()) > 0) {
        var latest = new Bound(predictionDelay.get(), true);
        field.reject(
            "a window that ends by the prediction time, "
                + StudyDurations.format(predictionDelay.get())
                + " after the trigger: nothing later can be known then",
            window.get().start().offset().compareTo(predictionDelay.get()) < 0
                ? new TimeWindow(window.get().start(), latest).toString()
                : "");
        return Optional.empty();
      }
    }
    return window;
  }

  /** A window that does not start before the prediction time, from which it is measured. */
  static Optional<TimeWindow> windowFromPrediction(Field field) {
    var window = window(field);
    if (window.isPresent() && window.get().start().offset().isNegative()) {
      field.reject(
          "a risk window that starts at 0h, the prediction time, or later: what happened before is"
              + " no risk",
          window.get().end().offset().isPositive()
              ? new TimeWindow(new Bound(Duration.ZERO, false), window.get().end()).toString()
              : "");
      return Optional.empty();
    }
    return window;
  }

  private static Optional<Bound> bound(
      Field field, String text, boolean inclusive, boolean isStart) {
    var infinity = isStart ? "-inf" : "inf";
    if (text.equals(infinity) || (!isStart && text.equals("+inf"))) {
      if (inclusive) {
        field.reject(
            "a round bracket beside " + infinity + ": nothing happens at infinity",
            isStart
                ? "(" + field.raw().strip().substring(1)
                : field.raw().strip().substring(0, field.raw().strip().length() - 1) + ")");
        return Optional.empty();
      }
      return Optional.of(
          new Bound(isStart ? TimeWindow.UNBOUNDED_PAST : TimeWindow.UNBOUNDED_FUTURE, false));
    }
    var offset = parse(text);
    if (offset.isEmpty()) {
      field.reject(
          Field.quote(text) + " as the " + (isStart ? "start" : "end") + " of a window",
          BARE_NUMBER.matcher(text).matches()
              ? "a duration with its unit (" + StudyDurations.UNITS + ")"
              : "a duration (" + StudyDurations.UNITS + ") or " + infinity,
          BARE_NUMBER.matcher(text).matches() && Double.parseDouble(text) == 0 ? "0h" : "");
      return Optional.empty();
    }
    return Optional.of(new Bound(offset.get(), inclusive));
  }

  private static Optional<Duration> parse(String text) {
    return text.length() <= LENGTH_MAX ? StudyDurations.parse(text) : Optional.empty();
  }

  /** What a window looks like that YAML took for a list because its quotes are missing. */
  private static String unquoted(Field field) {
    var items = field.items(WINDOW_EXAMPLE);
    return items.size() == 2 && parse(items.getLast().raw()).isPresent()
        ? "[" + items.getFirst().raw() + ", " + items.getLast().raw() + "]"
        : "";
  }
}
