package org.chiasm.learn.tagger;

/**
 * The words of a text as BERT's basic tokenizer sees them: what stands between blanks, each mark of
 * punctuation and each Chinese character a word of its own. Controls part nothing.
 */
final class WordScanner {
  private WordScanner() {}

  /** Takes each word, from its first character up to, and without, the one after its last. */
  @FunctionalInterface
  interface Word {
    /** One word; false to stop. */
    boolean accept(int start, int end);
  }

  static void scan(String text, int from, int to, Word word) {
    int i = from;
    while (i < to) {
      int c = text.codePointAt(i);
      int end = i + Character.charCount(c);
      if (isBlank(c) || isControl(c)) {
        i = end;
        continue;
      }
      if (!standsAlone(c)) {
        while (end < to && goesOn(text.codePointAt(end))) {
          end += Character.charCount(text.codePointAt(end));
        }
      }
      end = Math.min(end, to);
      if (!word.accept(i, end)) {
        return;
      }
      i = end;
    }
  }

  private static boolean goesOn(int c) {
    return !isBlank(c) && !standsAlone(c);
  }

  private static boolean isBlank(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }

  /** What is taken out of a text before it is cut. */
  static boolean isControl(int c) {
    if (c == 0xFFFD) {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          !isBlank(c);
      default -> false;
    };
  }

  private static boolean standsAlone(int c) {
    return isPunctuation(c) || isChinese(c);
  }

  private static boolean isPunctuation(int c) {
    if (c < 128) {
      return c > ' ' && c < 127 && !Character.isLetterOrDigit(c);
    }
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  /** The blocks that BERT names so; Kana and Hangul are not among them. */
  private static boolean isChinese(int c) {
    return (c >= 0x4E00 && c <= 0x9FFF)
        || (c >= 0x3400 && c <= 0x4DBF)
        || (c >= 0x20000 && c <= 0x2A6DF)
        || (c >= 0x2A700 && c <= 0x2CEAF)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0x2F800 && c <= 0x2FA1F);
  }
}
