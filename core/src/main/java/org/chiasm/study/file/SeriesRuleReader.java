package org.chiasm.study.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chiasm.study.Comparison;
import org.chiasm.study.SeriesProperty;
import org.chiasm.study.SeriesRule;
import org.chiasm.study.SeriesRule.Criterion;
import org.chiasm.study.SeriesRule.Sense;
import org.chiasm.study.yaml.Field;
import org.chiasm.study.yaml.Keys;

/** Reads the rule by which an image input selects series. */
final class SeriesRuleReader {
  static final List<String> PLANES = SeriesProperty.PLANE.words();
  static final List<String> CONTRAST = SeriesProperty.CONTRAST.words();
  static final Keys KEYS =
      Keys.of("a series rule").allow(SeriesProperty.keys().toArray(String[]::new));

  private static final long SLICES_MAX = 1_000_000;

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
        .forEach(
            (key, value) ->
                SeriesProperty.of(key)
                    .ifPresent(property -> criteria.addAll(criteria(property, value))));
    return Optional.of(new SeriesRule(criteria));
  }

  private static List<Criterion> criteria(SeriesProperty property, Field field) {
    if (property.kind() == SeriesProperty.Kind.COUNT) {
      return field
          .wholeNumber("the least number of slices, such as 20", 1, SLICES_MAX)
          .map(
              least ->
                  List.of(
                      new Criterion(
                          property.key(),
                          Comparison.GREATER_OR_EQUAL,
                          List.of(Long.toString(least)))))
          .orElse(List.of());
    }
    if (!field.isList()) {
      return single(property, field);
    }
    var values = new ArrayList<String>();
    for (var item : field.items("a value, or a list of accepted values")) {
      var criteria = single(property, item);
      if (criteria.size() == 1
          && criteria.getFirst().sense() == Sense.IS
          && criteria.getFirst().comparison() == Comparison.EQUAL) {
        values.addAll(criteria.getFirst().values());
      } else if (!criteria.isEmpty()) {
        item.reject("a value: comparisons, negations and patterns stand alone, not in a list");
      }
    }
    return values.isEmpty()
        ? List.of()
        : List.of(new Criterion(property.key(), Comparison.EQUAL, values));
  }

  private static List<Criterion> single(SeriesProperty property, Field field) {
    var text =
        switch (property.kind()) {
          case WORD -> field.text("one of " + String.join(", ", property.words()));
          case CODE -> field.text("a DICOM modality such as CT");
          case LENGTH -> length(field);
          default -> field.scalar("a text");
        };
    if (text.isEmpty()) {
      return List.of();
    }
    var reading = CriterionText.read(property, text.get());
    reading.refused().ifPresent(refused -> field.reject(refused.expected(), refused.suggestion()));
    return reading.criteria();
  }

  private static Optional<String> length(Field field) {
    if (field.raw().isBlank()) {
      field.reject(CriterionText.LENGTH, "");
      return Optional.empty();
    }
    return Optional.of(field.raw().strip());
  }
}
