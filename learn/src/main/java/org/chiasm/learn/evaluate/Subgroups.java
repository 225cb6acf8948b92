package org.chiasm.learn.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.InputCell.Present;
import org.chiasm.row.InputCell.Value;
import org.chiasm.study.Concept;
import org.chiasm.study.Concept.Demographic.Attribute;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.StudyDefinition;

/** Divides rows by what an input says: its label, its age band, its third, or that it is there. */
final class Subgroups {
  private static final int FEW = 5;
  private static final String MISSING = "missing";

  private Subgroups() {}

  /** From each level of a subgroup to its rows; empty where the study has no input that tells. */
  static Map<String, List<Integer>> divide(
      String subgroup, StudyDefinition study, List<FeatureRow> rows) {
    var input = input(subgroup, study);
    if (input.isEmpty()) {
      return Map.of();
    }
    boolean age = attribute(input.get(), study).filter(Attribute.AGE::equals).isPresent();
    var values = rows.stream().map(row -> value(row, input.get().name())).toList();
    double[] numbers =
        values.stream()
            .flatMap(Optional::stream)
            .filter(Value.Numeric.class::isInstance)
            .mapToDouble(value -> ((Value.Numeric) value).number())
            .sorted()
            .toArray();
    boolean few = Arrays.stream(numbers).distinct().count() <= FEW;
    var groups = new TreeMap<String, List<Integer>>();
    IntStream.range(0, rows.size())
        .forEach(
            row ->
                groups
                    .computeIfAbsent(
                        values
                            .get(row)
                            .map(value -> level(value, age, few, numbers))
                            .orElse(MISSING),
                        _ -> new ArrayList<>())
                    .add(row));
    return groups;
  }

  private static Optional<InputDefinition> input(String subgroup, StudyDefinition study) {
    var named = study.inputs().stream().filter(each -> each.name().equals(subgroup)).findFirst();
    if (named.isPresent()) {
      return named;
    }
    return switch (subgroup) {
      case "sex" -> demographic(Attribute.SEX, study);
      case "age_band" -> demographic(Attribute.AGE, study);
      default -> Optional.empty();
    };
  }

  private static Optional<InputDefinition> demographic(Attribute attribute, StudyDefinition study) {
    return study.inputs().stream()
        .filter(input -> attribute(input, study).filter(attribute::equals).isPresent())
        .findFirst();
  }

  private static Optional<Attribute> attribute(InputDefinition input, StudyDefinition study) {
    return input instanceof InputDefinition.Tabular tabular
            && study.concepts().get(tabular.concept()) instanceof Concept.Demographic demographic
        ? Optional.of(demographic.attribute())
        : Optional.empty();
  }

  private static Optional<Value> value(FeatureRow row, String input) {
    return row.cell(input) instanceof Present present
        ? Optional.of(present.value())
        : Optional.empty();
  }

  private static String level(Value value, boolean age, boolean few, double[] sorted) {
    return switch (value) {
      case Value.Label label -> label.label();
      case Value.Reference _, Value.Grid _, Value.Words _ -> "present";
      case Value.Numeric numeric when age -> ageBand(numeric.number());
      case Value.Numeric numeric when few -> Double.toString(numeric.number());
      case Value.Numeric numeric -> third(numeric.number(), sorted);
    };
  }

  private static String ageBand(double years) {
    return years < 18
        ? "0-17"
        : years < 40 ? "18-39" : years < 65 ? "40-64" : years < 80 ? "65-79" : "80+";
  }

  private static String third(double number, double[] sorted) {
    double low = sorted[sorted.length / 3];
    double high = sorted[2 * sorted.length / 3];
    return number < low ? "1 lowest third" : number < high ? "2 middle third" : "3 highest third";
  }
}
