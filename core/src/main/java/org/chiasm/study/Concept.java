package org.chiasm.study;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.chiasm.Code;

/**
 * What a name in a study stands for, in standard codes. A code matches exactly; a value that ends
 * in {@code *} matches every code of its system that begins so.
 */
public sealed interface Concept {
  /** The name by which the study's inputs, cohort and outcome speak of it. */
  String name();

  /**
   * A measured number with one canonical unit.
   *
   * @param codes any of them
   * @param unit UCUM, the unit of every value in a row
   * @param plausible what a living patient can have, in {@code unit}
   */
  record Measurement(String name, Set<Code> codes, String unit, PlausibleRange plausible)
      implements Concept {
    /** Copies the codes. */
    public Measurement {
      requireNonNull(name, "name");
      codes = Set.copyOf(codes);
      requireNonNull(unit, "unit");
      requireNonNull(plausible, "plausible");
    }
  }

  /**
   * An answer out of a list.
   *
   * @param codes what was asked; empty where the codes in {@code categories} are facts themselves
   * @param categories from the label a row shows to the codes or answers that mean it, in file
   *     order
   */
  record Category(String name, Set<Code> codes, Map<String, Set<Code>> categories)
      implements Concept {
    /** Copies the categories. */
    public Category {
      requireNonNull(name, "name");
      codes = Set.copyOf(codes);
      var copy = new LinkedHashMap<String, Set<Code>>();
      categories.forEach((label, meaning) -> copy.put(label, Set.copyOf(meaning)));
      categories = Collections.unmodifiableMap(copy);
    }

    /** A category whose labels' codes are facts themselves, such as {@code GENDER//F}. */
    public Category(String name, Map<String, Set<Code>> categories) {
      this(name, Set.of(), categories);
    }
  }

  /**
   * Something that happens or lasts.
   *
   * @param codes any of them
   */
  record Occurrence(String name, Set<Code> codes) implements Concept {
    /** Copies the codes. */
    public Occurrence {
      requireNonNull(name, "name");
      codes = Set.copyOf(codes);
    }
  }

  /**
   * A stay in a kind of place, from the encounters' locations (FHIR {@code Encounter.location}).
   *
   * @param location the kind of place, such as {@code ICU}; the site file says how its feeds spell
   *     it
   */
  record Stay(String name, String location) implements Concept {
    /** Checks that nothing is missing. */
    public Stay {
      requireNonNull(name, "name");
      requireNonNull(location, "location");
    }
  }

  /** Age in years at the prediction time, or sex. */
  record Demographic(String name, Attribute attribute) implements Concept {
    /** What is asked. */
    public enum Attribute {
      AGE,
      SEX
    }

    /** Checks that nothing is missing. */
    public Demographic {
      requireNonNull(name, "name");
      requireNonNull(attribute, "attribute");
    }
  }
}
