package org.chiasm.note.lexicon;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import org.chiasm.Code;

/**
 * One term of the lexicon.
 *
 * @param group empty where the term is no comorbidity and only hides one
 * @param term as the lexicon spells it
 * @param code the code of the term, or that of its group where it has none of its own; of a term
 *     that only hides others, meaningless
 * @param capitalsOnly whether it counts in capitals only
 * @param inHistoryOnly whether it counts only in a list of what the patient has, because elsewhere
 *     it usually means something else
 * @param unless words that, in the same sentence, show that it means something else
 * @param given words one of which the same sentence must hold; none where it counts anywhere
 */
public record LexiconTerm(
    String group,
    String term,
    Code code,
    boolean capitalsOnly,
    boolean inHistoryOnly,
    Set<String> unless,
    Set<String> given) {
  /** Copies the words. */
  public LexiconTerm {
    requireNonNull(group, "group");
    requireNonNull(term, "term");
    requireNonNull(code, "code");
    unless = Set.copyOf(unless);
    given = Set.copyOf(given);
  }

  /** Whether it only hides terms that are comorbidities. */
  public boolean isNone() {
    return group.isEmpty();
  }
}
