package org.chiasm.study.yaml;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * One thing wrong with a study or site file, or worth a warning: where it is, what was got, what
 * was expected and the nearest thing that would have been right.
 *
 * @param file the file's name as the reader was given it
 * @param line counted from 1
 * @param column counted from 1, in code points
 * @param field the path of the field, such as {@code inputs.wbc.reduce}; empty for the whole file
 * @param got what stands there, in words or quoted
 * @param expected what should stand there
 * @param suggestion what was probably meant, empty where nothing known comes near
 */
public record Problem(
    String file, int line, int column, String field, String got, String expected, String suggestion)
    implements Comparable<Problem> {
  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::file)
          .thenComparingInt(Problem::line)
          .thenComparingInt(Problem::column)
          .thenComparing(Problem::field)
          .thenComparing(Problem::got)
          .thenComparing(Problem::expected)
          .thenComparing(Problem::suggestion);

  /**
   * Checks the position.
   *
   * @throws IllegalArgumentException if a line or column is not positive
   */
  public Problem {
    requireNonNull(file, "file");
    requireNonNull(field, "field");
    requireNonNull(got, "got");
    requireNonNull(expected, "expected");
    requireNonNull(suggestion, "suggestion");
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException(
          "Problem needs a position counted from 1, got " + line + ":" + column);
    }
  }

  /** In the order of the file. */
  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  /** One line: {@code file:line:column: field: got …, expected …; did you mean "…"?}. */
  @Override
  public String toString() {
    return file
        + ":"
        + line
        + ":"
        + column
        + ": "
        + (field.isEmpty() ? "" : field + ": ")
        + "got "
        + got
        + ", expected "
        + expected
        + (suggestion.isEmpty() ? "" : "; did you mean \"" + suggestion + "\"?");
  }
}
