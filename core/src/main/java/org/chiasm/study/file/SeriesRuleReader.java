package org.chiasm.study.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chiasm.study.Comparison;
import org.chiasm.study.SeriesRule;
import org.chiasm.study.SeriesRule.Criterion;
import org.chiasm.study.yaml.Field;
import org.chiasm.study.yaml.Keys;

/** Reads the rule by which an image input selects series. */
final class SeriesRuleReader {
  static final List<String> PLANES = List.of("axial", "coronal", "sagittal", "oblique");
  static final List<String> CONTRAST = List.of("yes", "no");
  static final Keys KEYS =
      Keys.of("a series rule")
          .allow(
              "dicom_modality",
              "body_part",
              "plane",
              "kernel",
              "slice_thickness",
              "view",
              "contrast",
              "min_slices");

  /** A DICOM code string in upper case (DICOM PS3.5 6.2, CS). */
  private static final Pattern CODE_STRING = Pattern.compile("[A-Z0-9_]{2,16}");

  private static final long SLICES_MAX = 1_000_000;
  private static final String THICKNESS =
      "a slice thickness in mm such as \"<= 3 mm\" or \"1.5 mm\"";

  private SeriesRuleReader() {}

  static Optional<SeriesRule> read(Field field) {
    var section =
        field
            .section("a rule such as {dicom_modality: CT, slice_thickness: \"<= 3 mm\"}")
            .map(present -> present.allow(KEYS));
    if (section.isEmpty()) {
      return Optional.empty();
    }
    if (section.get().entries().isEmpty() && !field.isUnreadable(field.path())) {
      field.reject("an empty rule", "at least one of " + String.join(", ", KEYS.names()), "");
    }
    var criteria = new ArrayList<Criterion>();
    section
        .get()
        .entries()
        .forEach((property, value) -> criterion(property, value).ifPresent(criteria::add));
    return Optional.of(new SeriesRule(criteria));
  }

  private static Optional<Criterion> criterion(String property, Field field) {
    return switch (property) {
      case "slice_thickness" -> thickness(field);
      case "min_slices" ->
          field
              .wholeNumber("the least number of slices, such as 20", 1, SLICES_MAX)
              .map(
                  least ->
                      new Criterion(
                          property, Comparison.GREATER_OR_EQUAL, List.of(Long.toString(least))));
      default -> {
        var values = new ArrayList<String>();
        for (var item : field.oneOrMore("a value, or a list of accepted values")) {
          value(property, item).ifPresent(values::add);
        }
        yield values.isEmpty()
            ? Optional.empty()
            : Optional.of(new Criterion(property, Comparison.EQUAL, values));
      }
    };
  }

  private static Optional<String> value(String property, Field field) {
    return switch (property) {
      case "plane" -> field.oneOf(same(PLANES));
      case "contrast" -> field.oneOf(same(CONTRAST));
      case "dicom_modality" -> {
        var text = field.text("a DICOM modality such as CT");
        if (text.isPresent() && !CODE_STRING.matcher(text.get()).matches()) {
          var upper = text.get().toUpperCase(Locale.ROOT);
          field.reject(
              "a DICOM modality such as CT", CODE_STRING.matcher(upper).matches() ? upper : "");
        }
        yield text;
      }
      default -> {
        var text = field.scalar("a text");
        if (text.isPresent() && Spelling.compared(text.get()).isPresent()) {
          field.reject("a text: only slice_thickness can be compared");
        }
        yield text;
      }
    };
  }

  private static Map<String, String> same(List<String> words) {
    var map = new LinkedHashMap<String, String>();
    words.forEach(word -> map.put(word, word));
    return map;
  }

  private static Optional<Criterion> thickness(Field field) {
    var values = new ArrayList<String>();
    var comparison = Comparison.EQUAL;
    for (var item : field.oneOrMore(THICKNESS)) {
      var text = item.raw().strip();
      var equal = Spelling.compared("= " + text);
      var compared = equal.isPresent() || field.isList() ? equal : Spelling.compared(text);
      if (compared.isEmpty()
          || !compared.get().unit().equals("mm")
          || compared.get().value() <= 0) {
        item.reject(
            THICKNESS,
            compared.isPresent() && compared.get().unit().isEmpty() && compared.get().value() > 0
                ? text + " mm"
                : "");
        return Optional.empty();
      }
      comparison = compared.get().comparison();
      values.add(compared.get().number());
    }
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(new Criterion("slice_thickness", comparison, values));
  }
}
