package org.chiasm.note;

import static java.util.Objects.requireNonNull;

/**
 * A comorbidity mentioned in a note.
 *
 * @param span where, in the note
 * @param group the comorbidity group
 * @param term as the lexicon spells it, never the note's own words
 * @param context how it is meant, by its sentence and its section; triggers have spans in the note
 * @param section the kind of section it stands in
 * @param sentence the sentence it stands in
 */
public record Finding(
    Span span, String group, String term, Context context, SectionKind section, Span sentence) {
  /** Checks that nothing is missing. */
  public Finding {
    requireNonNull(span, "span");
    requireNonNull(group, "group");
    requireNonNull(term, "term");
    requireNonNull(context, "context");
    requireNonNull(section, "section");
    requireNonNull(sentence, "sentence");
  }
}
