package org.chiasm.learn.encode;

import static java.util.Objects.requireNonNull;

import org.chiasm.study.Branch;

/**
 * One column of model input.
 *
 * @param name unique in its matrix: {@code <input>}, {@code <input>=<level>}, {@code
 *     <input>.<measure>}
 * @param input the study's input it comes from
 * @param branch with which it enters fusion
 */
public record Feature(String name, String input, Branch branch, Kind kind) {
  /** What a column's numbers mean. */
  public enum Kind {
    /** A number on a scale. */
    QUANTITY,
    /** 0 or 1. */
    INDICATOR,
    /** How much of what a row's notes say is this word: 0 to 1, mostly 0. */
    WORD,
    /** Prediction time minus effective time, in hours. */
    AGE_HOURS,
    /** A number that a given network extracts, which early fusion II alone reads. */
    EXTRACTED
  }

  /** Whether it is an original feature, and not what a given network extracts. */
  public boolean isOriginal() {
    return kind != Kind.EXTRACTED;
  }

  /** Checks that nothing is missing. */
  public Feature {
    requireNonNull(name, "name");
    requireNonNull(input, "input");
    requireNonNull(branch, "branch");
    requireNonNull(kind, "kind");
  }
}
