package org.chiasm.note.context;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chiasm.note.text.EditDistance;
import org.chiasm.note.text.Span;

/** Where a concept stands in a sentence. */
final class ConceptLocator {
  private static final int MISSPELT_WORD_MIN = 5;
  private static final int STEM_MIN = 5;

  private ConceptLocator() {}

  /**
   * The place of the concept's own words, whatever their case and the spaces between them: first in
   * capitals and no heading, then as whole words, then anywhere.
   */
  static Optional<Span> exact(String sentence, String concept) {
    String wanted = concept.strip();
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    Span best = null;
    int bestRank = 0;
    char first = Character.toLowerCase(wanted.charAt(0));
    for (int start = 0; start < sentence.length(); start++) {
      if (Character.toLowerCase(sentence.charAt(start)) == first) {
        int end = match(sentence, start, wanted);
        if (end >= 0) {
          int rank = rank(sentence, start, end);
          if (rank > bestRank) {
            best = new Span(start, end);
            bestRank = rank;
          }
          if (rank == 4) {
            break;
          }
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private static int rank(String sentence, int start, int end) {
    boolean whole =
        (start == 0 || !Character.isLetter(sentence.charAt(start - 1)))
            && (end == sentence.length() || !Character.isLetter(sentence.charAt(end)));
    boolean marked = isCapitals(sentence, start, end) && !isHeading(sentence, end);
    return 1 + (whole ? 1 : 0) + (marked ? 2 : 0);
  }

  /**
   * The words most like the concept's, each equal, misspelt by one letter, or of one stem, at least
   * half of them; or else the only words in capitals of a sentence that is not all in capitals.
   */
  static Optional<Span> similar(String sentence, String concept) {
    var words = words(concept);
    var there = words(sentence);
    if (words.isEmpty() || there.isEmpty()) {
      return Optional.empty();
    }
    Span best = null;
    int bestHits = (words.size() - 1) / 2;
    for (int i = 0; i < there.size(); i++) {
      int hits = 0;
      int last = i;
      for (int k = 0, at = i; k < words.size() && at < there.size(); k++) {
        int found = next(sentence, there, at, concept, words.get(k));
        if (found >= 0 && (k > 0 || found == i)) {
          hits++;
          last = found;
          at = found + 1;
        } else if (k == 0) {
          break;
        }
      }
      if (hits > bestHits) {
        bestHits = hits;
        best = new Span(there.get(i).start(), there.get(last).end());
      }
    }
    return best == null ? onlyCapitals(sentence, there) : Optional.of(best);
  }

  private static int next(String sentence, List<Span> there, int at, String concept, Span word) {
    for (int i = at; i < Math.min(there.size(), at + 2); i++) {
      if (isAlike(there.get(i).of(sentence), word.of(concept))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isAlike(String one, String other) {
    if (one.equalsIgnoreCase(other)) {
      return true;
    }
    if (Math.min(one.length(), other.length()) < MISSPELT_WORD_MIN) {
      return false;
    }
    String a = lower(one);
    String b = lower(other);
    return EditDistance.isAtMostOne(a, b)
        || (a.regionMatches(0, b, 0, STEM_MIN)
            && Math.abs(a.length() - b.length()) <= 2
            && Math.min(a.length(), b.length()) > STEM_MIN);
  }

  private static Optional<Span> onlyCapitals(String sentence, List<Span> there) {
    Span run = null;
    boolean small = false;
    for (var word : there) {
      if (word.length() > 2
          && isCapitals(sentence, word.start(), word.end())
          && !isHeading(sentence, word.end())) {
        if (run == null) {
          run = word;
        } else if (sentence.substring(run.end(), word.start()).isBlank()) {
          run = new Span(run.start(), word.end());
        } else {
          return Optional.empty();
        }
      } else {
        small |= !isCapitals(sentence, word.start(), word.end());
      }
    }
    return small ? Optional.ofNullable(run) : Optional.empty();
  }

  private static List<Span> words(String text) {
    var words = new ArrayList<Span>();
    int i = 0;
    while (i < text.length()) {
      int end = i;
      while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
        end++;
      }
      if (end > i) {
        words.add(new Span(i, end));
      }
      i = end + 1;
    }
    return words;
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

  private static String lower(String text) {
    var lower = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      lower.append(Character.toLowerCase(text.charAt(i)));
    }
    return lower.toString();
  }
}
