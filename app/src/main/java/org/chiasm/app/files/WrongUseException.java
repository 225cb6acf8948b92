package org.chiasm.app.files;

import java.util.List;

/** That what the user asked for cannot be done as asked: every problem, one a line. */
public final class WrongUseException extends Exception {
  private final List<String> problems;

  /** With every problem found. */
  public WrongUseException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  /** With one problem. */
  public WrongUseException(String problem) {
    this(List.of(problem));
  }

  /** Every problem, in the order found. */
  public List<String> problems() {
    return problems;
  }
}
