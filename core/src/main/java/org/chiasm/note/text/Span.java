package org.chiasm.note.text;

/**
 * A stretch of a text.
 *
 * @param start index of the first character
 * @param end index after the last character, not less than {@code start}
 */
public record Span(int start, int end) implements Comparable<Span> {
  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException if {@code start} is negative or {@code end < start}
   */
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException(
          "A span must have 0 <= start <= end, got " + start + " and " + end);
    }
  }

  /** How many characters it covers. */
  public int length() {
    return end - start;
  }

  /** Whether the other lies wholly in it. */
  public boolean covers(Span other) {
    return start <= other.start && other.end <= end;
  }

  /** The characters of a text that it covers. */
  public String of(String text) {
    return text.substring(start, end);
  }

  @Override
  public int compareTo(Span other) {
    int byStart = Integer.compare(start, other.start);
    return byStart != 0 ? byStart : Integer.compare(end, other.end);
  }
}
