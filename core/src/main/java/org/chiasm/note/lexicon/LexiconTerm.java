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
 * @param rule how it must be written, and where
 * @param unless words that, in the same sentence, show that it means something else
 * @param given words one of which the same sentence must hold; none where it counts anywhere
 */
public record LexiconTerm(
    String group,
    String term,
    Code code,
    Rule rule,
    Set<String> unless,
    Set<String> given) {
  /** How a term must be written, and where. */
  public enum Rule {
    /** In any case. */
    ANY,
    /** In capitals, because in small letters it is another word. */
    CAPITALS,
    /** In capitals among small letters, because in capitals too it may be another word. */
    CAPITALS_AMONG_SMALL,
    /** In capitals in a list of what somebody has, because elsewhere it is usually another word. */
    CAPITALS_IN_HISTORY
  }

  /** Copies the words. */
  public LexiconTerm {
    requireNonNull(group, "group");
    requireNonNull(term, "term");
    requireNonNull(code, "code");
    requireNonNull(rule, "rule");
    unless = Set.copyOf(unless);
    given = Set.copyOf(given);
  }

  /** Whether it only hides terms that are comorbidities. */
  public boolean isNone() {
    return group.isEmpty();
  }
}
