package org.chiasm.learn.tagger;

/**
 * The words of a text as BERT's basic tokenizer sees them: runs of letters and digits, and single
 * marks.
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
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || Character.isISOControl(c)) {
        i++;
        continue;
      }
      int end = i + 1;
      if (Character.isLetterOrDigit(c)) {
        while (end < to && isWordPart(text.charAt(end))) {
          end++;
        }
      } else if (Character.isHighSurrogate(c) && end < to) {
        end++;
      }
      if (!word.accept(i, end)) {
        return;
      }
      i = end;
    }
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK;
  }
}
