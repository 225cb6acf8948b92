package org.chiasm.note;

import static java.util.Objects.requireNonNull;

import org.chiasm.Code;
import org.chiasm.note.text.Span;

/**
 * Words of a sentence that name a comorbidity, before anything is known of how they are meant.
 *
 * @param span where, in the note
 * @param group the comorbidity group
 * @param term the name it was found by, never the note's own words
 * @param code what it is called in a code system
 * @param spelled how well its words are spelled
 */
public record Mention(Span span, String group, String term, Code code, Spelling spelled) {
  /** How a mention is spelled. */
  public enum Spelling {
    RIGHT,
    CORRECTED
  }

  /** Checks that nothing is missing. */
  public Mention {
    requireNonNull(span, "span");
    requireNonNull(group, "group");
    requireNonNull(term, "term");
    requireNonNull(code, "code");
    requireNonNull(spelled, "spelled");
  }
}
