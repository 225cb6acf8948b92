package org.chiasm.note.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Words of any language, and pairs of neighbouring words, as numbers of buckets (feature hashing,
 * Weinberger et al. 2009, doi:10.1145/1553374.1553516): no vocabulary is fitted and no word is
 * kept, so that training and live service agree on every word, those never seen included.
 *
 * <p>A text is brought to Unicode's form NFKC and cut by {@link Tokens}. Words are runs of letters
 * in lower case; characters of scripts that put no blanks between words (Han, Kana, Thai, Lao,
 * Khmer, Burmese) are words of their own. Numbers of one or two digits are words; of longer ones,
 * which name persons, dates and telephones, only the number of digits is a word. Pairs do not reach
 * across a mark or an empty line. A bucket is the upper {@value #BITS} bits of the 64-bit FNV-1a
 * hash of a term's UTF-16 units, mixed once more by the finaliser of SplitMix64; there is no seed.
 * Of two terms, the chance to share a bucket is one in {@value #BUCKETS}.
 */
public final class WordHash {
  private static final int BITS = 18;

  /** How many buckets there are. */
  public static final int BUCKETS = 1 << BITS;

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final int DIGITS_KEPT = 2;
  private static final Vocabulary NO_WORDS = new Vocabulary();

  private WordHash() {}

  /**
   * A word or a pair of words where it stands.
   *
   * @param span in the text as {@link #normalised} gives it
   */
  public record Term(int bucket, Span span) {}

  /** A text as terms are found in it: Unicode's form NFKC. */
  public static String normalised(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC);
  }

  /** The terms of a text, in its order; a word comes before the pair that it ends. */
  public static List<Term> terms(String text) {
    var normalised = normalised(text);
    var terms = new ArrayList<Term>();
    Word previous = null;
    for (var word : words(normalised)) {
      terms.add(new Term(bucket(word.text()), word.span()));
      if (previous != null && isNeighbour(normalised, previous.span().end(), word.span().start())) {
        terms.add(
            new Term(
                bucket(previous.text() + ' ' + word.text()),
                new Span(previous.span().start(), word.span().end())));
      }
      previous = word;
    }
    return terms;
  }

  /** The bucket of a word in lower case, or of two with a blank between. */
  static int bucket(String term) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < term.length(); i++) {
      hash = (hash ^ term.charAt(i)) * FNV_PRIME;
    }
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return (int) ((hash ^ (hash >>> 31)) >>> (Long.SIZE - BITS));
  }

  private record Word(String text, Span span) {}

  private static List<Word> words(String text) {
    var tokens = Tokens.of(text, 0, text.length(), NO_WORDS);
    var words = new ArrayList<Word>();
    for (int token = 0; token < tokens.size(); token++) {
      int start = tokens.start(token);
      int end = tokens.end(token);
      if (Character.isDigit(text.charAt(start))) {
        int digits = end - start;
        words.add(
            new Word(
                digits <= DIGITS_KEPT ? digits(text, start, end) : "#" + digits,
                new Span(start, end)));
      } else if (Character.isLetter(text.charAt(start))) {
        letters(text, start, end, words);
      }
    }
    return words;
  }

  /** Digits of every script as those of ASCII. */
  private static String digits(String text, int start, int end) {
    var digits = new StringBuilder();
    for (int i = start; i < end; i++) {
      digits.append(Character.digit(text.charAt(i), 10));
    }
    return digits.toString();
  }

  private static void letters(String text, int start, int end, List<Word> words) {
    int from = start;
    for (int i = start; i < end; i++) {
      if (standsAlone(text.charAt(i))) {
        addLetters(text, from, i, words);
        addLetters(text, i, i + 1, words);
        from = i + 1;
      }
    }
    addLetters(text, from, end, words);
  }

  private static void addLetters(String text, int start, int end, List<Word> words) {
    if (start < end) {
      words.add(
          new Word(text.substring(start, end).toLowerCase(Locale.ROOT), new Span(start, end)));
    }
  }

  private static boolean standsAlone(char letter) {
    return switch (Character.UnicodeScript.of(letter)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }

  /** Whether only blanks, one line's end and what joins words lies between. */
  private static boolean isNeighbour(String text, int from, int to) {
    int lines = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        lines++;
      } else if (!Character.isWhitespace(c) && !isJoint(c, to - from)) {
        return false;
      }
    }
    return lines < 2;
  }

  private static boolean isJoint(char c, int gap) {
    return gap == 1 && (c == '-' || c == '\'' || c == '’' || c == '‐' || c == '‑');
  }
}
