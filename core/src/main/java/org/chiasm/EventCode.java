package org.chiasm;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a fact is about, with every code its feed gave for it (FHIR {@code CodeableConcept}).
 *
 * @param primary the code that stands in the record's {@code code} column
 * @param translations further codes for the same thing, in feed order, without {@code primary}
 * @param text the feed's own words, may be empty
 */
public record EventCode(Code primary, List<Code> translations, String text) {
  /** Copies the translations. */
  public EventCode {
    requireNonNull(primary, "primary");
    requireNonNull(text, "text");
    translations = List.copyOf(translations);
  }

  /** A fact with one code and no words. */
  public static EventCode of(Code code) {
    return new EventCode(code, List.of(), "");
  }

  /** Every code, the primary one first. */
  public Stream<Code> all() {
    return Stream.concat(Stream.of(primary), translations.stream());
  }
}
