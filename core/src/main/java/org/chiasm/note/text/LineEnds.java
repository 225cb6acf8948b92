package org.chiasm.note.text;

/** Whether the end of a line ends a sentence, or the line was only wrapped there. */
record LineEnds(Openings openings) {
  /**
   * A line shorter than this that ends without a joining word is an item of its own, not a wrapped
   * line.
   */
  private static final int WRAPPED_LINE_MIN = 48;

  /** A line longer than this was not wrapped. */
  private static final int WRAPPED_LINE_MAX = 110;

  /** The length of the longest line that may have been wrapped. */
  static int width(String text, Span part) {
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

  /**
   * Whether a line ends a sentence.
   *
   * @param width of the longest line that may have been wrapped
   */
  boolean endsAtLine(String text, int lineEnd, Span part, int width) {
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
    if (Openings.isListItem(text, next, part)) {
      return true;
    }
    if ((last > start && ",;(/&-".indexOf(text.charAt(last)) >= 0)
        || openings.functionWords().contains(lastWord(text, start, last))) {
      return false;
    }
    int length = last - start;
    return !Character.isLowerCase(text.charAt(next))
        && (length < WRAPPED_LINE_MIN
            || length > WRAPPED_LINE_MAX
            || openings.beginsSentence(text, next, part)
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

  private static int wordLength(String text, int start, Span part) {
    int end = start;
    while (end < part.end() && !isSpace(text.charAt(end))) {
      end++;
    }
    return end - start;
  }

  /** White space, and any control character. */
  static boolean isSpace(char c) {
    return c <= ' ' || Character.isWhitespace(c);
  }
}
