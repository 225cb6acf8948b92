package org.chiasm.note.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts a text into sentences that survive real notes: abbreviations ({@code 64 y.o.}, {@code Dr.}),
 * decimals, list items, wrapped lines, blank lines.
 */
public final class SentenceSplitter {
  /**
   * A line shorter than this that ends without a joining word is an item of its own, not a wrapped
   * line.
   */
  private static final int WRAPPED_LINE_MIN = 48;

  /** A line longer than this was not wrapped. */
  private static final int WRAPPED_LINE_MAX = 110;

  private static final int PLACEHOLDER_MAX = 80;

  /** A word shorter than this before a full stop and a small letter may be an abbreviation. */
  private static final int WORD_MIN = 5;

  private static final int FORM_ANSWER_WORDS_MAX = 2;

  /** How far before a word small letters tell how the text is written. */
  private static final int SMALL_NEAR = 20;

  /** The letters and digits of the shortest code of a diagnosis. */
  private static final int CODE_MIN = 3;

  private final Set<String> abbreviations = new HashSet<>();
  private final Set<String> titles = new HashSet<>();
  private final Set<String> functionWords;
  private final boolean startsSmall;

  /** A splitter that knows the abbreviations of a language. */
  public SentenceSplitter(Language language) {
    startsSmall = language.startsSmall();
    functionWords = language.functionWords();
    ResourceLines.each(
        SentenceSplitter.class,
        language.code() + ".abbreviations.txt",
        line -> {
          String[] columns = line.strip().split("\t", -1);
          (columns.length > 1 ? titles : abbreviations).add(columns[0]);
        });
  }

  /** The sentences of a part of a text, in order, without the spaces around them. */
  public List<Span> split(String text, Span part) {
    var sentences = new ArrayList<Span>();
    int start = part.start();
    int width = width(text, part);
    for (int i = part.start(); i < part.end(); i++) {
      char c = text.charAt(i);
      boolean ends =
          switch (c) {
            case '\n' -> endsAtLine(text, i, part, width);
            case '\r' ->
                (i + 1 >= part.end() || text.charAt(i + 1) != '\n')
                    && endsAtLine(text, i, part, width);
            case '.', '!', '?' -> endsAtMark(text, i, part);
            default -> false;
          };
      if (ends) {
        add(text, start, i + 1, sentences);
        start = i + 1;
      }
    }
    add(text, start, part.end(), sentences);
    return List.copyOf(sentences);
  }

  private static void add(String text, int start, int end, List<Span> sentences) {
    int from = start;
    int to = end;
    while (from < to && isSpace(text.charAt(from))) {
      from++;
    }
    while (to > from && isSpace(text.charAt(to - 1))) {
      to--;
    }
    if (from < to) {
      sentences.add(new Span(from, to));
    }
  }

  private boolean endsAtMark(String text, int mark, Span part) {
    int next = mark + 1;
    while (next < part.end() && "\"')]".indexOf(text.charAt(next)) >= 0) {
      next++;
    }
    if (next >= part.end()) {
      return true;
    }
    if (!isSpace(text.charAt(next))) {
      return false;
    }
    while (next < part.end() && isSpace(text.charAt(next))) {
      next++;
    }
    if (next >= part.end() || text.charAt(mark) == '!') {
      return true;
    }
    if (text.charAt(mark) == '?') {
      return !isAnswered(text, mark + 1, part);
    }
    return (!isSmall(text, next, part) || isCarelessEnd(text, mark, part))
        && !isInPlaceholder(text, mark, part)
        && !isAbbreviation(text, mark, next, part)
        && !isListNumber(text, mark, part);
  }

  /** Whether a question in a form is followed by a short answer on its line. */
  private static boolean isAnswered(String text, int from, Span part) {
    int words = 0;
    boolean inWord = false;
    for (int i = from; i < part.end() && text.charAt(i) != '\n' && text.charAt(i) != '\r'; i++) {
      boolean letter = Character.isLetterOrDigit(text.charAt(i));
      words += letter && !inWord ? 1 : 0;
      inWord = letter;
    }
    return words > 0 && words <= FORM_ANSWER_WORDS_MAX;
  }

  /** A long word before the full stop, in a language whose sentences may begin small. */
  private boolean isCarelessEnd(String text, int mark, Span part) {
    int start = mark;
    while (start > part.start() && Character.isLetter(text.charAt(start - 1))) {
      start--;
    }
    return startsSmall && mark - start >= WORD_MIN;
  }

  /** Inside {@code [** … **]}, what de-identification put there. */
  private static boolean isInPlaceholder(String text, int mark, Span part) {
    int open = text.lastIndexOf("[**", mark);
    return open >= part.start()
        && mark - open < PLACEHOLDER_MAX
        && text.indexOf("**]", open) > mark;
  }

  /** A small letter that begins no word such as pAVK. */
  private static boolean isSmall(String text, int index, Span part) {
    return Character.isLowerCase(text.charAt(index))
        && (index + 1 >= part.end() || !Character.isUpperCase(text.charAt(index + 1)));
  }

  private boolean isAbbreviation(String text, int dot, int next, Span part) {
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
    return (abbreviations.contains(word)
            && !beginsSentence(text, next, part)
            && !(capitals && isAmongSmall(text, start, next, part)))
        || (word.length() > 1 && word.charAt(word.length() - 2) == '.');
  }

  /** One capital letter before a full stop: of a name, unless it ends what is a list of letters. */
  private static boolean isInitial(String text, int start, Span part) {
    int before = start - 1;
    while (before >= part.start() && isSpace(text.charAt(before))) {
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

  /** A number at the start of a line, as in a list. */
  private static boolean isListNumber(String text, int dot, Span part) {
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

  /** The length of the longest line that may have been wrapped. */
  private static int width(String text, Span part) {
    int width = 0;
    int start = part.start();
    for (int i = part.start(); i <= part.end(); i++) {
      if (i == part.end() || text.charAt(i) == '\n' || text.charAt(i) == '\r') {
        width = i - start <= WRAPPED_LINE_MAX ? Math.max(width, i - start) : width;
        start = i + 1;
      }
    }
    return width;
  }

  private boolean endsAtLine(String text, int lineEnd, Span part, int width) {
    int next = lineEnd + 1;
    while (next < part.end() && (text.charAt(next) == ' ' || text.charAt(next) == '\t')) {
      next++;
    }
    if (next >= part.end() || text.charAt(next) == '\n' || text.charAt(next) == '\r') {
      return true;
    }
    int last = lineEnd - 1;
    while (last >= part.start()
        && (text.charAt(last) == ' ' || text.charAt(last) == '\t' || text.charAt(last) == '\r')) {
      last--;
    }
    int start = last;
    while (start >= part.start() && text.charAt(start) != '\n' && text.charAt(start) != '\r') {
      start--;
    }
    if (isListItem(text, next, part)) {
      return true;
    }
    if ((last > start && ",;(/&-".indexOf(text.charAt(last)) >= 0)
        || functionWords.contains(lastWord(text, start, last))) {
      return false;
    }
    int length = last - start;
    return !Character.isLowerCase(text.charAt(next))
        && (length < WRAPPED_LINE_MIN
            || length > WRAPPED_LINE_MAX
            || beginsSentence(text, next, part)
            || length + 1 + wordLength(text, next, part) < width);
  }

  /** The word that a line ends with, as it is written; empty where it ends with none. */
  private static String lastWord(String text, int start, int last) {
    int from = last + 1;
    while (from > start + 1 && Character.isLetter(text.charAt(from - 1))) {
      from--;
    }
    return text.substring(from, last + 1);
  }

  /** A small word with a capital, which it would not have within a sentence. */
  private boolean beginsSentence(String text, int start, Span part) {
    int end = start;
    while (end < part.end() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return end > start + 1
        && Character.isLowerCase(text.charAt(end - 1))
        && functionWords.contains(text.substring(start, end).toLowerCase(Locale.ROOT));
  }

  private static int wordLength(String text, int start, Span part) {
    int end = start;
    while (end < part.end() && !isSpace(text.charAt(end))) {
      end++;
    }
    return end - start;
  }

  private static boolean isListItem(String text, int start, Span part) {
    char c = text.charAt(start);
    if ("-*•·–".indexOf(c) >= 0) {
      return start + 1 < part.end() && isSpace(text.charAt(start + 1));
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
        && isSpace(text.charAt(end + 1));
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
        && isSpace(text.charAt(end));
  }

  private static boolean isSpace(char c) {
    return c <= ' ' || Character.isWhitespace(c);
  }
}
