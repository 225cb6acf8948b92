package org.chiasm.note.context;

import java.util.BitSet;
import java.util.List;
import org.chiasm.note.text.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * The answers on a line of a form: which of them answers an item, past its label, a remark in
 * brackets and marks.
 *
 * @param answers that the line holds
 * @param joints tokens that join what a label names
 */
record FormAnswers(Tokens tokens, List<TriggerHit> answers, BitSet joints) {
  private static final int LABEL_WORDS_MAX = 8;

  /** How many words of a label may follow what it names, as in {@code Smoking status: never}. */
  private static final int LABEL_REST_MAX = 2;

  private static final int REMARK_MAX = 16;

  /** Whether the line holds none. */
  boolean isEmpty() {
    return answers.isEmpty();
  }

  /** The longest answer to the item that ends before a token. */
  @Nullable TriggerHit to(int item) {
    if (answers.isEmpty() || item >= tokens.size()) {
      return null;
    }
    int start = labelEnd(afterRemark(item));
    while (start < tokens.size() && tokens.isMarkOf(start, ":?=|–-")) {
      start++;
    }
    if (start == item && !tokens.endsCell(item - 1)) {
      return null;
    }
    TriggerHit longest = null;
    for (var answer : answers) {
      if (answer.from() == start
          && isClosed(answer.to())
          && (longest == null || answer.to() > longest.to())) {
        longest = answer;
      }
    }
    return longest;
  }

  /** The token after a remark in brackets, where one begins at a token. */
  private int afterRemark(int token) {
    if (tokens.isMarkOf(token, "(")) {
      for (int i = token + 1; i < Math.min(tokens.size() - 1, token + REMARK_MAX); i++) {
        if (tokens.isMark(i, ')')) {
          return i + 1;
        }
      }
    }
    return token;
  }

  /** The colon of an item that names several things or goes on, as in {@code Asthma/COPD: no}. */
  private int labelEnd(int item) {
    boolean joined = false;
    for (int i = item; i < Math.min(tokens.size(), item + LABEL_WORDS_MAX); i++) {
      if (tokens.isMarkOf(i, ":?")) {
        return joined || tokens.isMarkOf(i, "?") || i - item <= LABEL_REST_MAX ? i : item;
      }
      if (i > item && tokens.endsCell(i - 1)) {
        return item;
      }
      joined |= tokens.isMarkOf(i, "/,&") || joints.get(i);
      if (tokens.isMarkOf(i, ".;|=")) {
        return item;
      }
    }
    return item;
  }

  /** Whether an answer that ends before a token is the whole answer. */
  private boolean isClosed(int token) {
    return token >= tokens.size()
        || tokens.endsCell(token - 1)
        || tokens.isMarkOf(token, ",;.|([☐")
        || (token + 1 < tokens.size() && tokens.isMarkOf(token + 1, ":?"));
  }
}
