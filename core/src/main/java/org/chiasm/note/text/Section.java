package org.chiasm.note.text;

import static java.util.Objects.requireNonNull;

/**
 * A part of a note under one heading.
 *
 * @param kind what it is about
 * @param heading where the heading stands, empty at the start for text before the first heading
 * @param body where its text stands, after the heading
 */
public record Section(SectionKind kind, Span heading, Span body) {
  /** Checks that nothing is missing. */
  public Section {
    requireNonNull(kind, "kind");
    requireNonNull(heading, "heading");
    requireNonNull(body, "body");
  }
}
