package org.chiasm.note.text;

import java.util.Locale;
import java.util.Set;

/**
 * How sentences and items of lists begin.
 *
 * @param functionWords small words of a language, which have a capital only where a sentence begins
 */
record Openings(Set<String> functionWords) {
  /** The letters and digits of the shortest code of a diagnosis. */
  private static final int CODE_MIN = 3;

  Openings {
    functionWords = Set.copyOf(functionWords);
  }

  /** A small word with a capital, which it would not have within a sentence. */
  boolean beginsSentence(String text, int start, Span part) {
    int end = start;
    while (end < part.end() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return end > start + 1
        && Character.isLowerCase(text.charAt(end - 1))
        && functionWords.contains(text.substring(start, end).toLowerCase(Locale.ROOT));
  }

  /** A number at the start of a line, as in a list. */
  static boolean isListNumber(String text, int dot, Span part) {
    int start = dot;
    while (start > part.start() && Character.isDigit(text.charAt(start - 1))) {
      start--;
    }
    if (start == dot || dot - start > 2) {
      return false;
    }
    while (start > part.start()
        && (text.charAt(start - 1) == ' ' || text.charAt(start - 1) == '\t')) {
      start--;
    }
    return start == part.start()
        || text.charAt(start - 1) == '\n'
        || text.charAt(start - 1) == '\r';
  }

  /** A mark, a number or a code of a diagnosis at the start of a line. */
  static boolean isListItem(String text, int start, Span part) {
    char c = text.charAt(start);
    if ("-*•·–".indexOf(c) >= 0) {
      return start + 1 < part.end() && LineEnds.isSpace(text.charAt(start + 1));
    }
    int end = start;
    while (end < part.end() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    if (end == start) {
      return isCode(text, start, part);
    }
    return end - start <= 2
        && end + 1 < part.end()
        && (text.charAt(end) == '.' || text.charAt(end) == ')')
        && LineEnds.isSpace(text.charAt(end + 1));
  }

  /** A code such as I25.10 or E11 and a space: a letter, two digits, a full stop and more. */
  private static boolean isCode(String text, int start, Span part) {
    int end = start;
    while (end < part.end()
        && (Character.isUpperCase(text.charAt(end))
            || Character.isDigit(text.charAt(end))
            || text.charAt(end) == '.')) {
      end++;
    }
    return end - start >= CODE_MIN
        && Character.isLetter(text.charAt(start))
        && Character.isDigit(text.charAt(start + 1))
        && end < part.end()
        && LineEnds.isSpace(text.charAt(end));
  }
}
