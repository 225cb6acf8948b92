package org.chiasm.study.file;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chiasm.study.Concept;
import org.chiasm.study.yaml.Field;

/** The concepts a study names, those with problems included, and which of them something uses. */
final class ConceptNames {
  private final Map<String, Field> declared = new LinkedHashMap<>();
  private final Map<String, Concept> concepts = new LinkedHashMap<>();
  private final Set<String> used = new LinkedHashSet<>();

  /** No concept. */
  static ConceptNames none() {
    return new ConceptNames();
  }

  /** Reads the section of the concepts. */
  static ConceptNames read(Field field) {
    var names = new ConceptNames();
    var section = field.section("names with their codes, such as {wbc: {loinc: [\"6690-2\"], …}}");
    section.ifPresent(
        present -> {
          if (present.entries().isEmpty()) {
            field.reject("no concept", "at least one concept", "");
          }
          present.entries().forEach(names::declare);
        });
    return names;
  }

  private void declare(String name, Field field) {
    declared.put(name, field);
    if (!Spelling.NAME.matcher(name).matches()) {
      field.rejectKey(
          "the name " + Field.quote(name), Spelling.NAME_RULE, Spelling.likelyName(name));
    }
    ConceptReader.read(name, field).ifPresent(concept -> concepts.put(name, concept));
  }

  /** Whether a name could mean a concept where it is meant to be the patient's age. */
  boolean isAnythingButAge(String name) {
    var concept = concepts.get(name);
    return concept != null
        && !(concept instanceof Concept.Demographic(_, var attribute)
            && attribute == Concept.Demographic.Attribute.AGE);
  }

  /** By name, in file order; without those that have problems. */
  Map<String, Concept> concepts() {
    return concepts;
  }

  /**
   * The concept a field names; nothing where there is none, which is reported, or where it has
   * problems of its own.
   */
  Optional<Concept> use(Field field) {
    var name = field.text("the name of a concept");
    return name.flatMap(present -> use(field, present, field.describe()));
  }

  /** The concept of that name, for a field that names it among other things. */
  Optional<Concept> use(Field field, String name, String got) {
    used.add(name);
    if (!declared.containsKey(name) && !field.isUnreadable("concepts." + name)) {
      field.rejectName(got, name, "concepts", declared.keySet());
    }
    return Optional.ofNullable(concepts.get(name));
  }

  /** Warns of each concept that nothing uses. */
  void warnOfUnused() {
    declared.forEach(
        (name, field) -> {
          if (!used.contains(name)) {
            field.warn(
                "a concept that nothing uses", "an input, a cohort rule or the outcome to use it");
          }
        });
  }
}
