package org.chiasm.study.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.chiasm.study.Comparison;
import org.chiasm.study.SeriesProperty;
import org.chiasm.study.SeriesRule.Criterion;
import org.chiasm.study.SeriesRule.Sense;
import org.chiasm.study.yaml.NearestName;

/**
 * What stands after the name of a series property, in a study file or a rule on the command line:
 * {@code axial}, {@code lung|bone}, {@code != bone}, {@code ~ ^B[67]}, {@code <= 5 mm}, {@code 1..5
 * mm}.
 */
final class CriterionText {
  static final String LENGTH = "a length in mm such as \"<= 3 mm\", \"1 .. 3 mm\" or \"1.5 mm\"";

  private static final Pattern CODE_STRING = Pattern.compile("[A-Z0-9_]{2,16}");
  private static final Pattern RANGE =
      Pattern.compile(
          "([0-9]*\\.?[0-9]+)\\s*(?:mm)?\\s*\\.\\.\\s*([0-9]*\\.?[0-9]+)\\s*(mm)?",
          Pattern.CASE_INSENSITIVE);
  private static final int PATTERN_LENGTH_MAX = 200;
  private static final long SLICES_MAX = 1_000_000;

  /** Why a text is no criterion, and what was probably meant. */
  record Refused(String expected, String suggestion) {}

  /** What came of a text: criteria that must all hold, or why there are none. */
  record Reading(List<Criterion> criteria, Optional<Refused> refused) {
    static Reading of(Criterion... criteria) {
      return new Reading(List.of(criteria), Optional.empty());
    }

    static Reading refuse(String expected, String suggestion) {
      return new Reading(List.of(), Optional.of(new Refused(expected, suggestion)));
    }
  }

  private CriterionText() {}

  /** A sign before a text, and the text after it. */
  record Signed(Sense sense, String text) {
    /** Splits a leading {@code !=}, {@code ~} or {@code !~} off; without one the sense is IS. */
    static Signed of(String raw) {
      String text = raw.strip();
      for (var sense : List.of(Sense.IS_NOT, Sense.MATCHES_NOT, Sense.MATCHES)) {
        if (text.startsWith(sense.symbol())) {
          return new Signed(sense, text.substring(sense.symbol().length()).strip());
        }
      }
      return new Signed(Sense.IS, text);
    }
  }

  /** Reads the text of a property; bars part alternatives unless it is a regular expression. */
  static Reading read(SeriesProperty property, String raw) {
    var signed = Signed.of(raw);
    if (signed.sense().isPattern()) {
      return pattern(property, signed);
    }
    if (property.kind() == SeriesProperty.Kind.LENGTH) {
      return length(property, signed);
    }
    var values = new ArrayList<String>();
    for (String part : signed.text().split("\\|", -1)) {
      var refused = refused(property, part.strip());
      if (refused.isPresent()) {
        return new Reading(List.of(), refused);
      }
      values.add(part.strip());
    }
    if (property.kind() == SeriesProperty.Kind.COUNT) {
      return signed.sense() == Sense.IS && values.size() == 1
          ? Reading.of(new Criterion(property.key(), Comparison.GREATER_OR_EQUAL, values))
          : Reading.refuse("the least number of slices, such as 20", "");
    }
    return Reading.of(new Criterion(property.key(), Comparison.EQUAL, values, signed.sense()));
  }

  private static Reading pattern(SeriesProperty property, Signed signed) {
    if (property.kind() == SeriesProperty.Kind.LENGTH
        || property.kind() == SeriesProperty.Kind.COUNT) {
      return Reading.refuse("a number, which no regular expression can be", "");
    }
    if (signed.text().isEmpty() || signed.text().length() > PATTERN_LENGTH_MAX) {
      return Reading.refuse(
          "a regular expression of 1 to " + PATTERN_LENGTH_MAX + " characters", "");
    }
    try {
      Pattern.compile(signed.text());
    } catch (PatternSyntaxException wrong) {
      return Reading.refuse("a regular expression (" + wrong.getDescription() + ")", "");
    }
    return Reading.of(
        new Criterion(property.key(), Comparison.EQUAL, List.of(signed.text()), signed.sense()));
  }

  private static Optional<Refused> refused(SeriesProperty property, String value) {
    if (value.isEmpty()) {
      return Optional.of(new Refused("a value", ""));
    }
    return switch (property.kind()) {
      case WORD ->
          property.words().contains(value)
              ? Optional.empty()
              : Optional.of(
                  new Refused(
                      "one of " + String.join(", ", property.words()),
                      NearestName.of(value.toLowerCase(Locale.ROOT), property.words())));
      case CODE ->
          CODE_STRING.matcher(value).matches()
              ? Optional.empty()
              : Optional.of(
                  new Refused(
                      "a DICOM modality such as CT",
                      CODE_STRING.matcher(value.toUpperCase(Locale.ROOT)).matches()
                          ? value.toUpperCase(Locale.ROOT)
                          : ""));
      case COUNT ->
          value.matches("[0-9]{1,7}")
                  && Long.parseLong(value) >= 1
                  && Long.parseLong(value) <= SLICES_MAX
              ? Optional.empty()
              : Optional.of(new Refused("the least number of slices, such as 20", ""));
      default ->
          Spelling.compared(value).isPresent()
              ? Optional.of(
                  new Refused("a text: only slice_thickness and spacing can be compared", ""))
              : Optional.empty();
    };
  }

  private static Reading length(SeriesProperty property, Signed signed) {
    var range = RANGE.matcher(signed.text());
    if (range.matches() && signed.sense() == Sense.IS) {
      if (range.group(3) == null) {
        return Reading.refuse(LENGTH, signed.text() + " mm");
      }
      return Double.parseDouble(range.group(1)) > Double.parseDouble(range.group(2))
          ? Reading.refuse("a range from the smaller to the larger length", "")
          : Reading.of(
              new Criterion(property.key(), Comparison.GREATER_OR_EQUAL, List.of(range.group(1))),
              new Criterion(property.key(), Comparison.LESS_OR_EQUAL, List.of(range.group(2))));
    }
    var values = new ArrayList<String>();
    var comparison = Comparison.EQUAL;
    String[] parts = signed.text().split("\\|", -1);
    for (String part : parts) {
      var equal = Spelling.compared("= " + part.strip());
      boolean comparable = equal.isEmpty() && parts.length == 1 && signed.sense() == Sense.IS;
      var compared = comparable ? Spelling.compared(part) : equal;
      if (compared.isEmpty()
          || !compared.get().unit().equals("mm")
          || compared.get().value() <= 0) {
        return Reading.refuse(
            LENGTH,
            compared.isPresent() && compared.get().unit().isEmpty() && compared.get().value() > 0
                ? part.strip() + " mm"
                : "");
      }
      comparison = compared.get().comparison();
      values.add(compared.get().number());
    }
    return Reading.of(new Criterion(property.key(), comparison, values, signed.sense()));
  }
}
