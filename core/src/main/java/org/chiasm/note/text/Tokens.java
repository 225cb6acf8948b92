package org.chiasm.note.text;

import java.util.Arrays;

/**
 * A part of a text cut into words and marks. Runs of letters and of digits are words; hyphens and
 * apostrophes between them only part them, so that {@code follow-up} and {@code follow up} are the
 * same; every other visible character is a mark of its own.
 */
public final class Tokens {
  private final CharSequence text;
  private int[] starts;
  private int[] ends;
  private int[] words;
  private int size;

  private Tokens(CharSequence text, int capacity) {
    this.text = text;
    this.starts = new int[capacity];
    this.ends = new int[capacity];
    this.words = new int[capacity];
  }

  /** The tokens of a part of a text. */
  public static Tokens of(CharSequence text, int from, int to, Vocabulary vocabulary) {
    var tokens = new Tokens(text, 8 + (to - from) / 4);
    int i = from;
    while (i < to) {
      char c = text.charAt(i);
      if (c <= ' ' || Character.isWhitespace(c) || isJoint(text, from, i, to)) {
        i++;
      } else {
        int end = i + 1;
        if (Character.isLetter(c)) {
          while (end < to && Character.isLetter(text.charAt(end))) {
            end++;
          }
        } else if (Character.isDigit(c)) {
          while (end < to && Character.isDigit(text.charAt(end))) {
            end++;
          }
        }
        tokens.add(i, end, vocabulary.find(text, i, end));
        i = end;
      }
    }
    return tokens;
  }

  public int size() {
    return size;
  }

  public int start(int token) {
    return starts[token];
  }

  public int end(int token) {
    return ends[token];
  }

  /** The word's number in the vocabulary. */
  public int word(int token) {
    return words[token];
  }

  /** Whether the token is this one mark. */
  public boolean isMark(int token, char mark) {
    return ends[token] - starts[token] == 1 && text.charAt(starts[token]) == mark;
  }

  /** Whether the token is one of these marks. */
  public boolean isMarkOf(int token, String marks) {
    for (int i = 0; i < marks.length(); i++) {
      if (isMark(token, marks.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether the token is a number. */
  public boolean isNumber(int token) {
    return Character.isDigit(text.charAt(starts[token]));
  }

  /** Whether the token is a year: four digits from 1900 on (de-identified notes shift ahead). */
  public boolean isYear(int token) {
    int start = starts[token];
    return ends[token] - start == 4
        && Character.isDigit(text.charAt(start))
        && ((text.charAt(start) == '1' && text.charAt(start + 1) == '9')
            || (text.charAt(start) == '2' && text.charAt(start + 1) <= '1'));
  }

  /**
   * Whether a word or mark is the last of its line or stands apart from the next by a tab or two
   * spaces.
   */
  public boolean endsCell(int token) {
    if (token + 1 >= size) {
      return true;
    }
    int gap = starts[token + 1] - ends[token];
    for (int i = ends[token]; i < starts[token + 1]; i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r' || c == '\t') {
        return true;
      }
    }
    return gap > 1 && !isJoint(text, 0, ends[token], text.length());
  }

  /** Whether the token is a word of two or more letters, all capitals. */
  public boolean isCapitals(int token) {
    for (int i = starts[token]; i < ends[token]; i++) {
      if (!Character.isUpperCase(text.charAt(i))) {
        return false;
      }
    }
    return ends[token] - starts[token] > 1;
  }

  /** The span in the text from one token up to, and without, another. */
  public Span span(int from, int to) {
    return new Span(starts[from], ends[to - 1]);
  }

  /** Reads a word as another: its number becomes the one given. */
  public void reread(int token, int word) {
    words[token] = word;
  }

  /** The first token that does not end before a character. */
  public int at(int character) {
    int token = Arrays.binarySearch(ends, 0, size, character + 1);
    return token >= 0 ? token : -token - 1;
  }

  private void add(int start, int end, int word) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
      words = Arrays.copyOf(words, 2 * size);
    }
    starts[size] = start;
    ends[size] = end;
    words[size] = word;
    size++;
  }

  private static boolean isJoint(CharSequence text, int from, int i, int to) {
    char c = text.charAt(i);
    return (c == '-' || c == '\'' || c == '’' || c == '‐' || c == '‑')
        && i > from
        && i + 1 < to
        && Character.isLetterOrDigit(text.charAt(i - 1))
        && Character.isLetterOrDigit(text.charAt(i + 1));
  }
}
