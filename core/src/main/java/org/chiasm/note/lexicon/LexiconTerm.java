package org.chiasm.note.lexicon;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * One term of the lexicon.
 *
 * @param group empty where the term is no comorbidity and only hides one
 * @param term as the lexicon spells it
 * @param code a SNOMED CT concept of the term, or empty for the one of its group
 * @param capitalsOnly whether it counts in capitals only
 * @param inHistoryOnly whether it counts only in a list of what the patient has, because elsewhere
 *     it usually means something else
 * @param unless words that, in the same sentence, show that it means something else
 */
public record LexiconTerm(
    String group,
    String term,
    String code,
    boolean capitalsOnly,
    boolean inHistoryOnly,
    Set<String> unless) {
  /** Copies the words. */
  public LexiconTerm {
    requireNonNull(group, "group");
    requireNonNull(term, "term");
    requireNonNull(code, "code");
    unless = Set.copyOf(unless);
  }

  /** Whether it only hides terms that are comorbidities. */
  public boolean isNone() {
    return group.isEmpty();
  }
}
