package org.chiasm.study.yaml;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mapping of a file: its fields by key, in file order, each key once. */
public final class Section {
  private final Field field;
  private final Map<String, Field> entries;
  private final Problems problems;
  private boolean hasUnknownKeys;

  Section(Field field, Map<String, Field> entries, Problems problems) {
    this.field = field;
    this.entries = entries;
    this.problems = problems;
  }

  /** The field the section is the value of. */
  public Field field() {
    return field;
  }

  /** The field of that key. */
  public Optional<Field> get(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** Whether it has that key. */
  public boolean has(String key) {
    return entries.containsKey(key);
  }

  /** By key, in file order. */
  public Map<String, Field> entries() {
    return entries;
  }

  /**
   * Reports each key that is not one of {@code keys} and each required one that is absent. A key
   * that was only misspelt is reported once and read as what was meant; any other is left out.
   */
  public Section allow(Keys keys) {
    var names = keys.names();
    var absent = new ArrayList<>(names);
    absent.removeAll(entries.keySet());
    for (var unknown : List.copyOf(entries.keySet())) {
      if (!names.contains(unknown)) {
        var value = requireNonNull(entries.remove(unknown));
        var nearest = NearestName.of(unknown, absent);
        value.rejectKey(
            "the key " + Field.quote(unknown),
            "in " + keys.section() + " only " + String.join(", ", names),
            nearest);
        hasUnknownKeys = true;
        if (!nearest.isEmpty()) {
          entries.put(nearest, value);
          absent.remove(nearest);
        }
      }
    }
    for (var name : absent) {
      var path = field.pathOf(name);
      if (keys.required().contains(name) && !problems.isUnreadable(path)) {
        problems.add(
            field.keyPosition(),
            path,
            "nothing",
            "the key " + Field.quote(name) + ", which " + keys.section() + " needs",
            "");
      }
    }
    return this;
  }

  /**
   * Whether every key was known and could be read, so that what is not there was not given either.
   */
  public boolean isWhole() {
    return !hasUnknownKeys && !problems.isUnreadable(field.path());
  }
}
