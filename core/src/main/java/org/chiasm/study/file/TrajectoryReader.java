package org.chiasm.study.file;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chiasm.study.Concept;
import org.chiasm.study.InputDefinition.Trajectory;
import org.chiasm.study.StudyDurations;
import org.chiasm.study.TimeWindow;
import org.chiasm.study.yaml.Field;
import org.chiasm.study.yaml.Section;

/** Reads a trajectory input: measurement concepts over a window, in steps. */
final class TrajectoryReader {
  private static final Duration STEP = Duration.ofHours(1);

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
            .flatMap(field -> Windows.untilPrediction(field, predictionDelay))
            .filter(each -> isBounded(section, each));
    var step = section.get("step").flatMap(TrajectoryReader::step).orElse(STEP);
    var missing = InputReader.missing(section);
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
    return Optional.of(new Trajectory(name, names, window.get(), step, missing));
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
