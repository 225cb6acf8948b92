package org.chiasm.study;

import static java.util.Objects.requireNonNull;

/** Whether a given network reads the notes of an input beside their words, and how. */
public sealed interface TextEncoderRule {
  /** No network. */
  record None() implements TextEncoderRule {}

  /**
   * A transformer encoder in an ONNX file, over WordPiece tokens. Its weights are never changed.
   *
   * @param onnx the file's path from the study file on
   * @param vocabulary the path of its {@code vocab.txt}
   * @param lowerCase whether it was trained on small letters without accents
   * @param tokens at most so many at once, the two that begin and end a text included; longer notes
   *     are read in as many parts as they need
   */
  record Given(String onnx, String vocabulary, boolean lowerCase, Pooling pooling, int tokens)
      implements TextEncoderRule {
    /** The fewest tokens: one beside those that begin and end. */
    public static final int TOKENS_MIN = 3;

    /** The most tokens. */
    public static final int TOKENS_MAX = 8192;

    /** Checks the contract. */
    public Given {
      requireNonNull(onnx, "onnx");
      requireNonNull(vocabulary, "vocabulary");
      requireNonNull(pooling, "pooling");
      if (tokens < TOKENS_MIN || tokens > TOKENS_MAX) {
        throw new IllegalArgumentException(
            "A text encoder reads " + TOKENS_MIN + " to " + TOKENS_MAX + " tokens, got " + tokens);
      }
    }
  }

  /** How the numbers of tokens become those of a text. */
  enum Pooling {
    /** Those of the first token, {@code [CLS]}. */
    CLS,
    /** The mean over all tokens. */
    MEAN
  }
}
