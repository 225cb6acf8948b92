package org.chiasm.note;

import static java.util.Objects.requireNonNull;

import org.chiasm.note.context.Context;
import org.chiasm.note.text.SectionKind;
import org.chiasm.note.text.Span;

/**
 * A comorbidity mentioned in a note.
 *
 * @param mention what and where, in the note
 * @param context how it is meant, by its sentence and its section; triggers have spans in the note
 * @param section the kind of section it stands in
 * @param sentence the sentence it stands in
 */
public record Finding(Mention mention, Context context, SectionKind section, Span sentence) {
  /** Checks that nothing is missing. */
  public Finding {
    requireNonNull(mention, "mention");
    requireNonNull(context, "context");
    requireNonNull(section, "section");
    requireNonNull(sentence, "sentence");
  }

  /** Where it stands in the note. */
  public Span span() {
    return mention.span();
  }

  /** The comorbidity group. */
  public String group() {
    return mention.group();
  }

  /** The name it was found by, never the note's own words. */
  public String term() {
    return mention.term();
  }
}
