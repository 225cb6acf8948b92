package org.chiasm.note.context;

import static java.util.Objects.requireNonNull;

import org.chiasm.note.text.Language;
import org.chiasm.note.text.Span;

/**
 * How one concept in one sentence is meant, for sentences that stand alone; safe for use by many
 * threads.
 */
public final class SentenceContext {
  private final Language language;

  private SentenceContext(Language language) {
    this.language = language;
  }

  /**
   * What was read.
   *
   * @param context how the concept is meant; affirmed, recent and of the patient where it is absent
   * @param place how its words were found
   */
  public record Reading(Context context, Place place) {
    /** Checks that nothing is missing. */
    public Reading {
      requireNonNull(context, "context");
      requireNonNull(place, "place");
    }
  }

  /** How the words of a concept were found in a sentence. */
  public enum Place {
    /** As given, apart from case and spaces. */
    EXACT,
    /** In another spelling, order of marks, or as the only words in capitals. */
    SIMILAR,
    /** Not at all. */
    ABSENT
  }

  /** For sentences of a language. */
  public static SentenceContext in(Language language) {
    return new SentenceContext(language);
  }

  /** How a concept in an English sentence is meant. */
  public static Context of(String sentence, String concept) {
    return in(Language.english()).read(sentence, concept).context();
  }

  /**
   * How a concept is meant. Of several places where it stands, the first in capitals counts (as
   * annotation sets mark it) that is no heading, or else the first whole word.
   *
   * @param concept words of the sentence; other spellings are looked for too
   */
  public Reading read(String sentence, String concept) {
    var exact = ConceptLocator.exact(sentence, concept);
    if (exact.isPresent()) {
      return new Reading(read(sentence, exact.get()), Place.EXACT);
    }
    return ConceptLocator.similar(sentence, concept)
        .map(span -> new Reading(read(sentence, span), Place.SIMILAR))
        .orElse(new Reading(Context.PLAIN, Place.ABSENT));
  }

  /** How the mention at a span is meant. */
  public Context read(String sentence, Span concept) {
    return SentenceAnalysis.of(sentence, new Span(0, sentence.length()), language).context(concept);
  }
}
