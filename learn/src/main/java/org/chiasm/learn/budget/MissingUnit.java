package org.chiasm.learn.budget;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.chiasm.learn.evaluate.AbsentInputs;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.StudyDefinition;

/**
 * Inputs that are missing together: all that are made of one concept, or one image, signal or
 * history. A laboratory that does not measure lactate leaves out its first value and its mean
 * alike.
 *
 * @param name the concept's, or the input's
 * @param branch which branch it belongs to
 * @param inputs that are missing when the unit is; at least one
 * @param counts inputs that say 0 when the unit is missing: counts and whether there was one
 * @param required whether the gate lets no row pass without one of them
 */
public record MissingUnit(
    String name, String branch, List<String> inputs, List<String> counts, boolean required) {
  /** Copies the lists. */
  public MissingUnit {
    requireNonNull(name, "name");
    requireNonNull(branch, "branch");
    inputs = List.copyOf(inputs);
    counts = List.copyOf(counts);
  }

  /** The units of a study, in the order of their first input; those never missing are left out. */
  public static List<MissingUnit> of(StudyDefinition study) {
    var groups = new LinkedHashMap<String, List<InputDefinition>>();
    for (var input : study.inputs()) {
      var source =
          input instanceof InputDefinition.Tabular tabular ? tabular.concept() : input.name();
      groups
          .computeIfAbsent(study.branch(input).name() + "/" + source, _ -> new ArrayList<>())
          .add(input);
    }
    var units = new ArrayList<MissingUnit>();
    groups.forEach(
        (key, inputs) -> {
          var counts = inputs.stream().filter(each -> AbsentInputs.isCount(each, study)).toList();
          var absent = inputs.stream().filter(each -> !counts.contains(each)).toList();
          if (!absent.isEmpty()) {
            units.add(
                new MissingUnit(
                    key.substring(key.indexOf('/') + 1),
                    study.branch(absent.getFirst()).name(),
                    absent.stream().map(InputDefinition::name).toList(),
                    counts.stream().map(InputDefinition::name).toList(),
                    inputs.stream()
                        .anyMatch(each -> each.missing() == InputDefinition.Missing.REQUIRE)));
          }
        });
    return List.copyOf(units);
  }
}
