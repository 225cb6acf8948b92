package org.chiasm.note;

import java.util.List;
import java.util.Optional;

/**
 * How one concept in one sentence is meant, for sentences that stand alone; safe for use by many
 * threads.
 */
public final class SentenceContext {
  private static final Context NOTHING_KNOWN =
      new Context(
          Context.Negation.AFFIRMED,
          Context.Temporality.RECENT,
          Context.Experiencer.PATIENT,
          List.of());

  private SentenceContext() {}

  /**
   * How a concept is meant. Of several places where it stands, the first in capitals counts (as
   * annotation sets mark it) that is no heading, or else the first. Spaces and case do not count.
   *
   * @param sentence English
   * @param concept words of the sentence
   * @return affirmed, recent and of the patient where the concept is not in the sentence
   */
  public static Context of(String sentence, String concept) {
    return locate(sentence, concept).map(span -> of(sentence, span)).orElse(NOTHING_KNOWN);
  }

  /** How the mention at a span is meant. */
  public static Context of(String sentence, Span concept) {
    var language = ContextLanguage.english();
    var tokens = Tokens.of(sentence, 0, sentence.length(), language.vocabulary());
    int from = tokens.at(concept.start());
    int to = from;
    while (to < tokens.size() && tokens.start(to) < concept.end()) {
      to++;
    }
    return from == to ? NOTHING_KNOWN : new ContextAnalyzer(tokens, language).context(from, to);
  }

  /** Where a concept stands in a sentence. */
  static Optional<Span> locate(String sentence, String concept) {
    String wanted = concept.strip();
    Span first = null;
    for (int start = 0; start < sentence.length() && !wanted.isEmpty(); start++) {
      int end = match(sentence, start, wanted);
      if (end >= 0) {
        if (isCapitals(sentence, start, end) && !isHeading(sentence, end)) {
          return Optional.of(new Span(start, end));
        }
        first = first == null ? new Span(start, end) : first;
      }
    }
    return Optional.ofNullable(first);
  }

  /** Where the concept ends that begins here, or -1; any run of spaces equals any other. */
  private static int match(String sentence, int start, String wanted) {
    int i = start;
    int k = 0;
    while (k < wanted.length()) {
      if (Character.isWhitespace(wanted.charAt(k))) {
        int spaces = i;
        while (i < sentence.length() && Character.isWhitespace(sentence.charAt(i))) {
          i++;
        }
        if (i == spaces) {
          return -1;
        }
        while (Character.isWhitespace(wanted.charAt(k))) {
          k++;
        }
      } else if (i < sentence.length()
          && Character.toLowerCase(sentence.charAt(i)) == Character.toLowerCase(wanted.charAt(k))) {
        i++;
        k++;
      } else {
        return -1;
      }
    }
    return i;
  }

  private static boolean isHeading(String sentence, int end) {
    return end < sentence.length() && sentence.charAt(end) == ':';
  }

  private static boolean isCapitals(String text, int start, int end) {
    boolean letters = false;
    for (int i = start; i < end; i++) {
      if (Character.isLowerCase(text.charAt(i))) {
        return false;
      }
      letters |= Character.isUpperCase(text.charAt(i));
    }
    return letters;
  }
}
