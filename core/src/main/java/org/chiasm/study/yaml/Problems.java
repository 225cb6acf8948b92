package org.chiasm.study.yaml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What has been found wrong with one file so far, and which of its parts could not be read at all,
 * so that nothing is reported that only follows from those. For one thread.
 */
public final class Problems {
  /** A file with more is not a study file; the rest is counted. */
  public static final int MAX = 500;

  private final String file;
  private final TreeSet<Problem> problems = new TreeSet<>();
  private final TreeSet<Problem> warnings = new TreeSet<>();
  private final Set<String> unreadable = new HashSet<>();
  private int beyondMax;

  /** Nothing found yet in the file of that name. */
  public Problems(String file) {
    this.file = file;
  }

  /** Adds a problem. */
  public void add(Position at, String field, String got, String expected, String suggestion) {
    if (!isFull()) {
      problems.add(problem(at, field, got, expected, suggestion));
    } else {
      beyondMax++;
    }
  }

  /** Adds a warning. */
  public void warn(Position at, String field, String got, String expected, String suggestion) {
    warnings.add(problem(at, field, got, expected, suggestion));
  }

  private Problem problem(
      Position at, String field, String got, String expected, String suggestion) {
    return new Problem(
        file,
        at.line(),
        at.column(),
        oneLine(field),
        oneLine(got),
        oneLine(expected),
        oneLine(suggestion));
  }

  /** Files hold control characters; a message that repeats them must not. */
  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", " ");
  }

  /** Notes that the YAML of a field could not be read; its problem has been reported. */
  void addUnreadable(String field) {
    unreadable.add(field);
  }

  /** Whether the field, or something it is part of, could not be read. */
  public boolean isUnreadable(String field) {
    var path = field;
    while (!path.isEmpty()) {
      if (unreadable.contains(path)) {
        return true;
      }
      path = path.substring(0, Math.max(0, path.lastIndexOf('.')));
    }
    return false;
  }

  /** Whether further problems are only counted. */
  boolean isFull() {
    return problems.size() >= MAX;
  }

  /** Whether nothing but warnings has been found. */
  public boolean isEmpty() {
    return problems.isEmpty();
  }

  /**
   * What came of reading the file.
   *
   * @param definition what was read; present unless there is a problem
   * @throws IllegalStateException if there is neither a definition nor a problem
   */
  public <T> Checked<T> result(Optional<T> definition) {
    if (!problems.isEmpty()) {
      return new Checked.Rejected<>(all());
    }
    return new Checked.Accepted<>(
        definition.orElseThrow(
            () -> new IllegalStateException(file + " was not read, and no problem says why")),
        List.copyOf(warnings));
  }

  private List<Problem> all() {
    var all = new ArrayList<>(problems);
    if (beyondMax > 0) {
      var last = all.getLast();
      all.add(
          new Problem(
              file,
              last.line(),
              last.column(),
              "",
              beyondMax + " further problems",
              "at most " + MAX + " to show at once",
              ""));
    }
    return all;
  }
}
