package org.chiasm.note.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a note into sections at the headings of a language: before a colon at the start of a line,
 * before a colon and in capitals anywhere (dictated notes run on), alone on a line, before a dash
 * at the start of a line, or in capitals apart from what follows. Unknown words in capitals before
 * a colon at the start of a line begin a section of no known kind.
 */
public final class SectionSplitter {
  private static final int HEADING_WORDS_MAX = 8;
  private static final int FORM_ANSWER_WORDS_MAX = 2;

  private final Vocabulary vocabulary = new Vocabulary();
  private final PhraseTrie<SectionKind> headings = new PhraseTrie<>(vocabulary);

  /** A splitter at the headings of a language. */
  public SectionSplitter(Language language) {
    ResourceLines.each(
        SectionSplitter.class,
        language.code() + ".sections.tsv",
        line -> {
          String[] columns = line.split("\t", -1);
          for (String heading : ResourceLines.phrases(columns[1])) {
            for (String spelled : language.spelled(heading)) {
              headings.add(spelled, SectionKind.valueOf(columns[0]));
            }
          }
        });
  }

  /** The sections in text order; together with their headings they cover the text. */
  public List<Section> split(String text) {
    var found = new ArrayList<Heading>();
    var tokens = Tokens.of(text, 0, text.length(), vocabulary);
    headings.find(tokens, (from, to, kind) -> consider(text, tokens, from, to, kind, found));
    unknownHeadings(text, tokens, found);
    found.sort((one, other) -> one.order(other));
    var sections = new ArrayList<Section>();
    var current = new Heading(SectionKind.OTHER, new Span(0, 0));
    for (var heading : found) {
      if (heading.span().start() >= current.span().end()) {
        close(sections, current, heading.span().start());
        current = heading;
      }
    }
    close(sections, current, text.length());
    return List.copyOf(sections);
  }

  private static void close(List<Section> sections, Heading heading, int end) {
    if (heading.span().length() > 0 || end > 0) {
      sections.add(
          new Section(heading.kind(), heading.span(), new Span(heading.span().end(), end)));
    }
  }

  private static void consider(
      String text, Tokens tokens, int from, int to, SectionKind kind, List<Heading> found) {
    int start = tokens.start(from);
    boolean atLineStart = isLineStart(text, start);
    boolean capitals = isCapitals(text, start, tokens.end(to - 1));
    int colon = afterRemark(tokens, to);
    if (colon < tokens.size() && tokens.isMark(colon, ':') && (atLineStart || capitals)) {
      found.add(new Heading(kind, new Span(start, tokens.end(colon))));
    } else if (atLineStart && isLineEnd(text, tokens.end(to - 1))) {
      found.add(new Heading(kind, new Span(start, tokens.end(to - 1))));
    } else if (atLineStart && to < tokens.size() && isDash(text, tokens, to)) {
      found.add(new Heading(kind, new Span(start, tokens.end(to))));
    } else if (atLineStart && capitals && to - from > 1 && tokens.endsCell(to - 1)) {
      found.add(new Heading(kind, new Span(start, tokens.end(to - 1))));
    }
  }

  /** The token after a remark in brackets, as in {@code ALLERGIES (per chart):}. */
  private static int afterRemark(Tokens tokens, int to) {
    if (to < tokens.size() && tokens.isMark(to, '(')) {
      for (int i = to + 1; i < Math.min(tokens.size() - 1, to + HEADING_WORDS_MAX); i++) {
        if (tokens.isMark(i, ')')) {
          return i + 1;
        }
      }
    }
    return to;
  }

  private static boolean isDash(String text, Tokens tokens, int token) {
    int start = tokens.start(token);
    return (tokens.isMark(token, '-') || tokens.isMark(token, '–') || tokens.isMark(token, '—'))
        && text.charAt(start - 1) == ' '
        && start + 1 < text.length()
        && text.charAt(start + 1) == ' ';
  }

  private static void unknownHeadings(String text, Tokens tokens, List<Heading> found) {
    for (int colon = 1; colon < tokens.size(); colon++) {
      if (tokens.isMark(colon, ':')) {
        int first = colon - 1;
        while (first > 0
            && colon - first < HEADING_WORDS_MAX
            && !isLineStart(text, tokens.start(first))
            && isHeadingWord(text, tokens, first)) {
          first--;
        }
        if (isLineStart(text, tokens.start(first))
            && isHeadingWord(text, tokens, first)
            && tokens.isCapitals(first)
            && !isFormItem(text, tokens, colon)) {
          found.add(
              new Heading(SectionKind.OTHER, new Span(tokens.start(first), tokens.end(colon))));
        }
      }
    }
  }

  /**
   * A colon with at most two words after it on its line, or one before a full stop or comma, as in
   * {@code DM: negative}.
   */
  private static boolean isFormItem(String text, Tokens tokens, int colon) {
    int words = 0;
    int end = tokens.end(colon);
    for (int i = colon + 1; i < tokens.size() && words <= FORM_ANSWER_WORDS_MAX; i++) {
      if (text.substring(end, tokens.start(i)).chars().anyMatch(c -> c == '\n' || c == '\r')) {
        break;
      }
      end = tokens.end(i);
      if (Character.isLetterOrDigit(text.charAt(tokens.start(i)))) {
        words++;
      } else if (words == 1 && (tokens.isMark(i, '.') || tokens.isMark(i, ','))) {
        return true;
      }
    }
    return words > 0 && words <= FORM_ANSWER_WORDS_MAX;
  }

  private static boolean isHeadingWord(String text, Tokens tokens, int token) {
    char c = text.charAt(tokens.start(token));
    return Character.isUpperCase(c)
        ? isCapitals(text, tokens.start(token), tokens.end(token))
        : c == '/' || c == '&' || c == ',' || c == '(' || c == ')';
  }

  private static boolean isCapitals(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (Character.isLowerCase(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLineStart(String text, int index) {
    for (int i = index - 1; i >= 0; i--) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r') {
        return true;
      }
      if (!Character.isWhitespace(c) && "#*-=>•_".indexOf(c) < 0) {
        return isListNumber(text, i);
      }
    }
    return true;
  }

  /**
   * A number of one or two digits with a full stop or bracket, alone before the index on its line.
   */
  private static boolean isListNumber(String text, int mark) {
    if (text.charAt(mark) != '.' && text.charAt(mark) != ')') {
      return false;
    }
    int i = mark - 1;
    while (i >= 0 && mark - i <= 2 && Character.isDigit(text.charAt(i))) {
      i--;
    }
    boolean digits = i < mark - 1;
    while (i >= 0 && (text.charAt(i) == ' ' || text.charAt(i) == '\t' || text.charAt(i) == '#')) {
      i--;
    }
    return digits && (i < 0 || text.charAt(i) == '\n' || text.charAt(i) == '\r');
  }

  private static boolean isLineEnd(String text, int index) {
    for (int i = index; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r') {
        return true;
      }
      if (!Character.isWhitespace(c) && "*=-#_".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private record Heading(SectionKind kind, Span span) {
    /** By start; of two at one start the longer, of two alike the known kind. */
    int order(Heading other) {
      int byStart = Integer.compare(span.start(), other.span.start());
      int byLength = Integer.compare(other.span.end(), span.end());
      return byStart != 0 ? byStart : byLength != 0 ? byLength : kind.compareTo(other.kind);
    }
  }
}
