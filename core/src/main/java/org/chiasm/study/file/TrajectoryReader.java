package org.chiasm.study.file;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chiasm.study.Concept;
import org.chiasm.study.InputDefinition.Trajectory;
import org.chiasm.study.InputDefinition.Trajectory.Derived;
import org.chiasm.study.InputDefinition.Trajectory.Derived.Operation;
import org.chiasm.study.StudyDurations;
import org.chiasm.study.TimeWindow;
import org.chiasm.study.yaml.Field;
import org.chiasm.study.yaml.Section;

/** Reads a trajectory input: measurement concepts over a window, in steps. */
final class TrajectoryReader {
  private static final Duration STEP = Duration.ofHours(1);
  private static final Pattern DERIVED =
      Pattern.compile("\\s*([a-z0-9_]{1,48})\\s*([/-])\\s*([a-z0-9_]{1,48})\\s*");

  private final ConceptNames concepts;
  private final Optional<Duration> predictionDelay;

  TrajectoryReader(ConceptNames concepts, Optional<Duration> predictionDelay) {
    this.concepts = concepts;
    this.predictionDelay = predictionDelay;
  }

  Optional<Trajectory> read(String name, Section section) {
    var names = section.get("trajectory").map(this::measurements).orElse(List.of());
    var window =
        section
            .get("window")
            .flatMap(field -> Spelling.windowUntilPrediction(field, predictionDelay))
            .filter(each -> isBounded(section, each));
    var step = section.get("step").flatMap(TrajectoryReader::step).orElse(STEP);
    var missing = InputReader.missing(section);
    var derived = section.get("derive").map(field -> derived(field, names)).orElse(List.of());
    if (names.isEmpty() || window.isEmpty()) {
      return Optional.empty();
    }
    var length = window.get().end().offset().minus(window.get().start().offset());
    if (length.dividedBy(step) >= Trajectory.STEPS_MAX) {
      section
          .get(section.get("step").isPresent() ? "step" : "window")
          .ifPresent(
              field ->
                  field.reject("at most " + Trajectory.STEPS_MAX + " steps in the window", ""));
      return Optional.empty();
    }
    return Optional.of(new Trajectory(name, names, derived, window.get(), step, missing));
  }

  private List<String> measurements(Field field) {
    var names = new ArrayList<String>();
    for (var item : field.oneOrMore("a list of measurement concepts")) {
      var concept = concepts.use(item);
      if (concept.isEmpty()) {
        continue;
      }
      if (!(concept.get() instanceof Concept.Measurement)) {
        item.reject("a measurement concept, one with a unit", "");
      } else if (names.contains(concept.get().name())) {
        item.reject(item.describe() + " a second time", "each concept once", "");
      } else {
        names.add(concept.get().name());
      }
    }
    return names;
  }

  private static List<Derived> derived(Field field, List<String> concepts) {
    var derived = new ArrayList<Derived>();
    field
        .section("names with ratios or differences, such as {shock_index: heart_rate / sys_abp}")
        .ifPresent(
            section ->
                section
                    .entries()
                    .forEach(
                        (name, each) -> derived(name, each, concepts).ifPresent(derived::add)));
    return derived;
  }

  private static Optional<Derived> derived(String name, Field field, List<String> concepts) {
    if (!Spelling.NAME.matcher(name).matches()) {
      field.rejectKey(
          "the name " + Field.quote(name), Spelling.NAME_RULE, Spelling.likelyName(name));
      return Optional.empty();
    }
    if (concepts.contains(name)) {
      field.rejectKey(
          "the name " + Field.quote(name), "a name that no concept of the trajectory has", "");
      return Optional.empty();
    }
    var text = field.text("two concepts of the trajectory, a / b or a - b").orElse("");
    var match = DERIVED.matcher(text);
    if (!match.matches()) {
      field.reject("two concepts of the trajectory, a / b or a - b", "");
      return Optional.empty();
    }
    for (var side : List.of(match.group(1), match.group(3))) {
      if (!concepts.contains(side)) {
        field.rejectName(field.describe(), side, "concepts of this trajectory", concepts);
        return Optional.empty();
      }
    }
    var operation = match.group(2).equals("/") ? Operation.RATIO : Operation.DIFFERENCE;
    return Optional.of(new Derived(name, match.group(1), operation, match.group(3)));
  }

  private static boolean isBounded(Section section, TimeWindow window) {
    boolean bounded = !window.start().isInfinite() && !window.end().isInfinite();
    if (!bounded) {
      section
          .get("window")
          .ifPresent(field -> field.reject("a window with two ends, such as \"[-48h, 0h]\"", ""));
    }
    return bounded;
  }

  private static Optional<Duration> step(Field field) {
    var step = Spelling.duration(field);
    if (step.isPresent() && step.get().isZero()) {
      field.reject("a step longer than 0 (" + StudyDurations.UNITS + ")", "");
      return Optional.empty();
    }
    return step;
  }
}
