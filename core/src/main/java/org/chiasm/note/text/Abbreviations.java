package org.chiasm.note.text;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a full stop belongs to the word before it.
 *
 * @param words that may also end a sentence
 * @param titles that never end one
 */
record Abbreviations(Set<String> words, Set<String> titles, Openings openings) {
  /** How far before a word small letters tell how the text is written. */
  private static final int SMALL_NEAR = 20;

  Abbreviations {
    words = Set.copyOf(words);
    titles = Set.copyOf(titles);
  }

  /** Those of a language. */
  static Abbreviations of(Language language, Openings openings) {
    var words = new HashSet<String>();
    var titles = new HashSet<String>();
    ResourceLines.each(
        Abbreviations.class,
        language.code() + ".abbreviations.txt",
        line -> {
          String[] columns = line.strip().split("\t", -1);
          (columns.length > 1 ? titles : words).add(columns[0]);
        });
    return new Abbreviations(words, titles, openings);
  }

  /** Whether the word before a full stop is short for another, or an initial. */
  boolean isAbbreviation(String text, int dot, int next, Span part) {
    int start = dot;
    while (start > part.start()
        && (Character.isLetter(text.charAt(start - 1)) || text.charAt(start - 1) == '.')) {
      start--;
    }
    String word = text.substring(start, dot).toLowerCase(Locale.ROOT);
    if (word.length() == 1 && Character.isUpperCase(text.charAt(start))) {
      return isInitial(text, start, part);
    }
    if (titles.contains(word)) {
      return true;
    }
    boolean capitals = dot - start > 1 && Character.isUpperCase(text.charAt(dot - 1));
    return (words.contains(word)
            && !openings.beginsSentence(text, next, part)
            && !(capitals && isAmongSmall(text, start, next, part)))
        || (word.length() > 1 && word.charAt(word.length() - 2) == '.');
  }

  /** One capital letter before a full stop: of a name, unless it ends what is a list of letters. */
  private static boolean isInitial(String text, int start, Span part) {
    int before = start - 1;
    while (before >= part.start() && LineEnds.isSpace(text.charAt(before))) {
      before--;
    }
    return before >= part.start()
        && (text.charAt(before) == '.'
            || text.charAt(before) == ','
            || isCapitalised(text, before, part));
  }

  /** Whether a word in capitals stands between small letters: no dictation in capitals. */
  private static boolean isAmongSmall(String text, int start, int next, Span part) {
    if (isCapitalisedAt(text, next, part)) {
      return true;
    }
    for (int i = Math.max(part.start(), start - SMALL_NEAR); i < start; i++) {
      if (Character.isLowerCase(text.charAt(i))) {
        return Character.isUpperCase(text.charAt(next));
      }
    }
    return false;
  }

  /** Whether the word that begins at an index is spelled with a capital and small letters. */
  private static boolean isCapitalisedAt(String text, int start, Span part) {
    return start + 1 < part.end()
        && Character.isUpperCase(text.charAt(start))
        && Character.isLowerCase(text.charAt(start + 1));
  }

  /** Whether the word that ends at an index is spelled with a capital and small letters. */
  private static boolean isCapitalised(String text, int last, Span part) {
    int start = last;
    while (start > part.start() && Character.isLetter(text.charAt(start - 1))) {
      start--;
    }
    return start < last
        && Character.isUpperCase(text.charAt(start))
        && Character.isLowerCase(text.charAt(last));
  }
}
