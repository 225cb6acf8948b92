package org.chiasm.note;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.chiasm.note.text.Language;
import org.chiasm.note.text.Section;
import org.chiasm.note.text.Span;

/**
 * What was read in a note: its parts and the comorbidities mentioned, all as spans of the original
 * text.
 *
 * @param language it was read in
 * @param sections in text order
 * @param sentences in text order, none across sections
 * @param findings in text order
 */
public record NoteFindings(
    Language language, List<Section> sections, List<Span> sentences, List<Finding> findings) {
  /** Copies the lists. */
  public NoteFindings {
    requireNonNull(language, "language");
    sections = List.copyOf(sections);
    sentences = List.copyOf(sentences);
    findings = List.copyOf(findings);
  }
}
