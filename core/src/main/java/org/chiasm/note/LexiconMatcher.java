package org.chiasm.note;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.chiasm.note.lexicon.ComorbidityLexicon;
import org.chiasm.note.lexicon.LexiconTerm;
import org.chiasm.note.text.Language;
import org.chiasm.note.text.Section;
import org.chiasm.note.text.SectionKind;
import org.chiasm.note.text.Span;
import org.chiasm.note.text.Tokens;
import org.chiasm.note.text.Vocabulary;

/**
 * Finds the terms of the lexicon: the longest where several overlap, with single slips in long
 * words, and with abbreviations that mean several things only where nothing speaks for another.
 */
public final class LexiconMatcher implements FindingMatcher {
  private static final Set<SectionKind> HISTORY =
      Set.of(SectionKind.PAST_HISTORY, SectionKind.FAMILY_HISTORY);

  private final ComorbidityLexicon lexicon;

  /** With the words of a language. */
  public LexiconMatcher(Language language) {
    this.lexicon = ComorbidityLexicon.of(language);
  }

  @Override
  public List<Mention> mentions(String text, Section section, Span sentence) {
    var tokens = Tokens.of(text, sentence.start(), sentence.end(), lexicon.vocabulary());
    boolean[] corrected = correct(text, tokens);
    var all = new ArrayList<Hit>(4);
    lexicon
        .terms()
        .find(
            tokens,
            (from, to, term) -> {
              if (counts(text, section, sentence, tokens.span(from, to), term)) {
                all.add(new Hit(from, to, term));
              }
            });
    var mentions = new ArrayList<Mention>(all.size());
    for (var hit : longest(all)) {
      if (!hit.term().isNone()) {
        mentions.add(mention(hit, tokens, corrected));
      }
    }
    return mentions;
  }

  private Mention mention(Hit hit, Tokens tokens, boolean[] corrected) {
    var term = hit.term();
    boolean slip = false;
    for (int i = hit.from(); i < hit.to(); i++) {
      slip |= corrected[i];
    }
    return new Mention(
        tokens.span(hit.from(), hit.to()),
        term.group(),
        term.term(),
        term.code(),
        slip ? Mention.Spelling.CORRECTED : Mention.Spelling.RIGHT);
  }

  /** Rereads misspelt words as what they stand for, and says which. */
  private boolean[] correct(String text, Tokens tokens) {
    var corrected = new boolean[tokens.size()];
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.word(i) == Vocabulary.UNKNOWN) {
        int meant = lexicon.misspellings().find(text, tokens.start(i), tokens.end(i));
        if (meant != Vocabulary.UNKNOWN) {
          tokens.reread(i, meant);
          corrected[i] = true;
        }
      }
    }
    return corrected;
  }

  private static boolean counts(
      String text, Section section, Span sentence, Span span, LexiconTerm term) {
    boolean written =
        switch (term.rule()) {
          case ANY -> true;
          case CAPITALS -> isCapitals(text, span);
          case CAPITALS_AMONG_SMALL -> isCapitals(text, span) && holdsSmall(text, sentence);
          case CAPITALS_IN_HISTORY -> isCapitals(text, span) && HISTORY.contains(section.kind());
        };
    if (!written) {
      return false;
    }
    if (term.unless().isEmpty() && term.given().isEmpty()) {
      return true;
    }
    String words = sentence.of(text);
    return !holdsAny(words, term.unless())
        && (term.given().isEmpty() || holdsAny(words, term.given()));
  }

  /** Whether a sentence has a word of three small letters, which one all in capitals has not. */
  private static boolean holdsSmall(String text, Span sentence) {
    int run = 0;
    for (int i = sentence.start(); i < sentence.end() && run < 3; i++) {
      run = Character.isLowerCase(text.charAt(i)) ? run + 1 : 0;
    }
    return run == 3;
  }

  private static boolean holdsAny(String sentence, Set<String> words) {
    int i = 0;
    while (i < sentence.length()) {
      int end = i;
      while (end < sentence.length() && Character.isLetterOrDigit(sentence.charAt(end))) {
        end++;
      }
      for (String word : words) {
        if (end - i == word.length() && sentence.regionMatches(true, i, word, 0, end - i)) {
          return true;
        }
      }
      i = end + 1;
    }
    return false;
  }

  /** The terms without those that longer ones hide; of equally long ones of two groups both. */
  private static List<Hit> longest(List<Hit> all) {
    if (all.size() < 2) {
      return all;
    }
    all.sort(
        Comparator.comparingInt((Hit each) -> each.from() - each.to()).thenComparingInt(Hit::from));
    var kept = new ArrayList<Hit>(all.size());
    for (var hit : all) {
      if (kept.stream().noneMatch(longer -> longer.hides(hit))) {
        kept.add(hit);
      }
    }
    kept.sort(Comparator.comparingInt(Hit::from).thenComparing(each -> each.term().group()));
    return kept;
  }

  /** In capitals, but for the s of a plural. */
  private static boolean isCapitals(String text, Span span) {
    int end = span.end();
    if (span.length() > 2 && text.charAt(end - 1) == 's') {
      end--;
    }
    for (int i = span.start(); i < end; i++) {
      if (Character.isLowerCase(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private record Hit(int from, int to, LexiconTerm term) {
    boolean hides(Hit other) {
      int longer = (to - from) - (other.to - other.from);
      boolean overlaps = from < other.to && other.from < to;
      return overlaps && (longer > 0 || (longer == 0 && term.group().equals(other.term.group())));
    }
  }
}
