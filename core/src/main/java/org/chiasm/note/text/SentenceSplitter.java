package org.chiasm.note.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into sentences that survive real notes: abbreviations ({@code 64 y.o.}, {@code Dr.}),
 * decimals, list items, wrapped lines, blank lines.
 */
public final class SentenceSplitter {
  private static final int PLACEHOLDER_MAX = 80;

  /** A word shorter than this before a full stop and a small letter may be an abbreviation. */
  private static final int WORD_MIN = 5;

  private static final int FORM_ANSWER_WORDS_MAX = 2;

  private final Abbreviations abbreviations;
  private final LineEnds lineEnds;
  private final boolean startsSmall;

  /** A splitter that knows the abbreviations of a language. */
  public SentenceSplitter(Language language) {
    startsSmall = language.startsSmall();
    var openings = new Openings(language.functionWords());
    abbreviations = Abbreviations.of(language, openings);
    lineEnds = new LineEnds(openings);
  }

  /** The sentences of a part of a text, in order, without the spaces around them. */
  public List<Span> split(String text, Span part) {
    var sentences = new ArrayList<Span>();
    int start = part.start();
    int width = LineEnds.width(text, part);
    for (int i = part.start(); i < part.end(); i++) {
      char c = text.charAt(i);
      boolean ends =
          switch (c) {
            case '\n' -> lineEnds.endsAtLine(text, i, part, width);
            case '\r' ->
                (i + 1 >= part.end() || text.charAt(i + 1) != '\n')
                    && lineEnds.endsAtLine(text, i, part, width);
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
    while (from < to && LineEnds.isSpace(text.charAt(from))) {
      from++;
    }
    while (to > from && LineEnds.isSpace(text.charAt(to - 1))) {
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
    if (!LineEnds.isSpace(text.charAt(next))) {
      return false;
    }
    while (next < part.end() && LineEnds.isSpace(text.charAt(next))) {
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
        && !abbreviations.isAbbreviation(text, mark, next, part)
        && !Openings.isListNumber(text, mark, part);
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
}
