package org.chiasm.study.yaml;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What came of reading a file whole: its definition, or every problem that stands in the way of
 * one.
 *
 * @param <T> what the file defines
 */
public sealed interface Checked<T> {
  /**
   * The file is right.
   *
   * @param definition what it says
   * @param warnings what is allowed and probably not meant, in file order
   */
  record Accepted<T>(T definition, List<Problem> warnings) implements Checked<T> {
    /** Copies the warnings. */
    public Accepted {
      requireNonNull(definition, "definition");
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * The file is wrong, and nothing of it is used.
   *
   * @param problems at least one, in file order
   */
  record Rejected<T>(List<Problem> problems) implements Checked<T> {
    /**
     * Copies the problems.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Rejected {
      problems = List.copyOf(problems);
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("A rejected file needs a problem");
      }
    }
  }
}
