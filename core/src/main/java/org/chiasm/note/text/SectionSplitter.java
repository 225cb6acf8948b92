package org.chiasm.note.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a note into sections at the headings of a language: before a colon at the start of a line,
 * before a colon and in capitals anywhere (dictated notes run on), or alone on a line. Unknown
 * words in capitals before a colon at the start of a line begin a section of no known kind.
 */
public final class SectionSplitter {
  private static final int HEADING_WORDS_MAX = 8;

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
    boolean colon = to < tokens.size() && tokens.isMark(to, ':');
    boolean capitals = isCapitals(text, start, tokens.end(to - 1));
    if (colon && (atLineStart || capitals)) {
      found.add(new Heading(kind, new Span(start, tokens.end(to))));
    } else if (atLineStart && isLineEnd(text, tokens.end(to - 1))) {
      found.add(new Heading(kind, new Span(start, tokens.end(to - 1))));
    }
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
            && tokens.isCapitals(first)) {
          found.add(
              new Heading(SectionKind.OTHER, new Span(tokens.start(first), tokens.end(colon))));
        }
      }
    }
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
      if (!Character.isWhitespace(c) && "#*-=>•".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLineEnd(String text, int index) {
    for (int i = index; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r') {
        return true;
      }
      if (!Character.isWhitespace(c) && "*=-#".indexOf(c) < 0) {
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
