package org.chiasm.study.file;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chiasm.study.CohortDefinition;
import org.chiasm.study.CohortDefinition.Exclusion;
import org.chiasm.study.CohortDefinition.PerSubject;
import org.chiasm.study.CohortDefinition.Requirement;
import org.chiasm.study.CohortDefinition.Trigger;
import org.chiasm.study.Concept;
import org.chiasm.study.yaml.Field;
import org.chiasm.study.yaml.Keys;
import org.chiasm.study.yaml.Words;

/** Reads the section {@code cohort}. */
final class CohortReader {
  static final Keys KEYS =
      Keys.of("cohort").require("trigger").allow("require", "exclude", "per_subject");
  static final Keys INPUT_TRIGGER = Keys.of("a trigger").require("input");
  static final Keys CONCEPT_TRIGGER = Keys.of("a trigger").require("concept");
  static final Keys EXCLUSION = Keys.of("an exclusion").require("concept", "window");
  static final Map<String, PerSubject> PER_SUBJECT = Words.of(PerSubject.values());
  private static final Keys ANY_TRIGGER = Keys.of("a trigger").allow("input", "concept");
  private static final Pattern REQUIREMENT = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)\\s*(.+)");
  private static final String REQUIREMENT_EXAMPLE =
      "a bound with its unit such as \"age >= 18 a\" or \"crp < 5 mg/L\"";
  private static final String AGE = "age";
  private static final int LENGTH_MAX = 200;

  private final ConceptNames concepts;
  private final InputNames inputs;
  private final Optional<Duration> predictionDelay;

  CohortReader(ConceptNames concepts, InputNames inputs, Optional<Duration> predictionDelay) {
    this.concepts = concepts;
    this.inputs = inputs;
    this.predictionDelay = predictionDelay;
  }

  Optional<CohortDefinition> read(Field field) {
    var section = field.section("at least a trigger").map(present -> present.allow(KEYS));
    if (section.isEmpty()) {
      return Optional.empty();
    }
    var trigger = section.get().get("trigger").flatMap(this::trigger);
    var require = new ArrayList<Requirement>();
    section
        .get()
        .get("require")
        .ifPresent(
            list -> {
              for (var item : items(list, "a list such as [\"age >= 18 a\"]")) {
                requirement(item).ifPresent(require::add);
              }
            });
    var exclude = new ArrayList<Exclusion>();
    section
        .get()
        .get("exclude")
        .ifPresent(
            list -> {
              for (var item :
                  items(list, "a list such as [{concept: icu_stay, window: \"(-inf, 0h]\"}]")) {
                exclusion(item).ifPresent(exclude::add);
              }
            });
    var perSubject = section.get().get("per_subject").flatMap(CohortReader::perSubject);
    return trigger.map(
        present ->
            new CohortDefinition(present, require, exclude, perSubject.orElse(PerSubject.ALL)));
  }

  /** An empty list says in so many words that nothing is asked. */
  private static List<Field> items(Field field, String expected) {
    return field.isEmptyList() ? List.of() : field.items(expected);
  }

  private Optional<Trigger> trigger(Field field) {
    var section = field.section("{input: NAME} or {concept: NAME}");
    if (section.isEmpty()) {
      return Optional.empty();
    }
    section.get().allow(ANY_TRIGGER);
    if (section.get().has("input")) {
      return section
          .get()
          .allow(INPUT_TRIGGER)
          .get("input")
          .flatMap(inputs::trigger)
          .map(Trigger.InputArrives::new);
    }
    if (!section.get().has("concept")) {
      if (section.get().isWhole()) {
        field.reject("no trigger", "{input: NAME} or {concept: NAME}", "");
      }
      return Optional.empty();
    }
    var name = section.get().allow(CONCEPT_TRIGGER).get("concept");
    return name.flatMap(this::happening).map(Trigger.ConceptOccurs::new);
  }

  private Optional<String> happening(Field field) {
    var concept = concepts.use(field);
    if (concept.isPresent() && concept.get() instanceof Concept.Demographic) {
      field.reject(
          field.describe() + ", a demographic",
          "a concept that happens at some time: a measurement, category, occurrence or stay",
          "");
    }
    return concept.map(Concept::name);
  }

  private Optional<Exclusion> exclusion(Field field) {
    var section =
        field.section("{concept: NAME, window: \"…\"}").map(each -> each.allow(EXCLUSION));
    var concept = section.flatMap(each -> each.get("concept")).flatMap(this::happening);
    var window =
        section
            .flatMap(each -> each.get("window"))
            .flatMap(each -> Spelling.windowUntilPrediction(each, predictionDelay));
    return concept.isPresent() && window.isPresent()
        ? Optional.of(new Exclusion(concept.get(), window.get()))
        : Optional.empty();
  }

  private Optional<Requirement> requirement(Field field) {
    var text = field.text(REQUIREMENT_EXAMPLE);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var match = REQUIREMENT.matcher(text.get());
    var compared =
        text.get().length() <= LENGTH_MAX && match.matches()
            ? Spelling.compared(match.group(2))
            : Optional.<Spelling.Compared>empty();
    if (compared.isEmpty()) {
      var ascii = text.get().replace("≥", ">=").replace("≤", "<=");
      field.reject(REQUIREMENT_EXAMPLE, ascii.equals(text.get()) ? "" : ascii);
      return Optional.empty();
    }
    var subject = match.group(1);
    if (subject.equals(AGE) && concepts.isAnythingButAge(AGE)) {
      field.reject(
          field.describe() + ", which could be the patient's age or the concept of that name",
          "another name for the concept",
          "");
      return Optional.empty();
    }
    var unit = subject.equals(AGE) ? Optional.of("a") : unitOf(field, subject);
    if (unit.isPresent() && !unit.get().equals(compared.get().unit())) {
      field.reject(
          compared.get().unit().isEmpty()
              ? "no unit in " + field.describe()
              : "the unit " + Field.quote(compared.get().unit()),
          subject.equals(AGE)
              ? "the unit a (years)"
              : "the unit " + unit.get() + ", in which " + subject + " is defined",
          subject
              + " "
              + compared.get().comparison().symbol()
              + " "
              + compared.get().number()
              + " "
              + unit.get());
      return Optional.empty();
    }
    return unit.map(
        present ->
            new Requirement(subject, compared.get().comparison(), compared.get().value(), present));
  }

  private Optional<String> unitOf(Field field, String subject) {
    var concept = concepts.use(field, subject, Field.quote(subject));
    if (concept.isPresent() && concept.get() instanceof Concept.Measurement measurement) {
      return Optional.of(measurement.unit());
    }
    if (concept.isPresent()) {
      field.reject(
          Field.quote(subject) + ", which is no measurement", "age or a measurement concept", "");
    }
    return Optional.empty();
  }

  private static Optional<PerSubject> perSubject(Field field) {
    if (field.raw().equals("last")) {
      field.reject("first or all: at the time of a trigger nobody knows that it is the last one");
      return Optional.empty();
    }
    return field.oneOf(PER_SUBJECT);
  }
}
