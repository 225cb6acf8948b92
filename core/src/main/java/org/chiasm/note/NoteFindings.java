package org.chiasm.note;

import java.util.List;

/**
 * What was read in a note: its parts and the comorbidities mentioned, all as spans of the original
 * text.
 *
 * @param sections in text order
 * @param sentences in text order, none across sections
 * @param findings in text order
 */
public record NoteFindings(List<Section> sections, List<Span> sentences, List<Finding> findings) {
  /** Copies the lists. */
  public NoteFindings {
    sections = List.copyOf(sections);
    sentences = List.copyOf(sentences);
    findings = List.copyOf(findings);
  }
}
