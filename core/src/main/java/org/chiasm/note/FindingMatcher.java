package org.chiasm.note;

import java.util.List;
import org.chiasm.note.text.Section;
import org.chiasm.note.text.Span;

/**
 * What finds the comorbidities a sentence names: the lexicon, or a model of the user's own. How a
 * mention is meant is not its business. Must be safe for use by many threads.
 */
public interface FindingMatcher {
  /**
   * The mentions of a sentence in text order; their spans lie in the sentence.
   *
   * @param text the whole note
   * @param section the section the sentence stands in
   * @param sentence where it stands
   */
  List<Mention> mentions(String text, Section section, Span sentence);
}
