package org.chiasm;

/**
 * The number of one resolved person in a record: what identity gives out once it has decided which
 * identifiers belong together. It carries no meaning of its own and is never an identifier of a
 * hospital (MEDS {@code subject_id}).
 *
 * @param value not negative
 */
public record SubjectId(long value) implements Comparable<SubjectId> {
  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if {@code value} is negative
   */
  public SubjectId {
    if (value < 0) {
      throw new IllegalArgumentException("SubjectId must not be negative, got " + value);
    }
  }

  @Override
  public int compareTo(SubjectId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
