package org.chiasm.learn.tagger;

/** How a model's text becomes numbers. */
sealed interface PieceTokenizer permits WordPieceTokenizer, HashingTokenizer {
  /**
   * Cuts a part of a text.
   *
   * @param max how many pieces at most; what is beyond is left out
   */
  Pieces cut(String text, int from, int to, int max);
}
