package org.chiasm.note.text;

/** How many slips of the keyboard part two words (Damerau 1964, doi:10.1145/363958.363994). */
public final class EditDistance {
  private EditDistance() {}

  /**
   * Whether one letter put in, left out, replaced or swapped with its neighbour makes one the
   * other.
   */
  public static boolean isAtMostOne(String one, String other) {
    int shorter = Math.min(one.length(), other.length());
    if (Math.max(one.length(), other.length()) - shorter > 1) {
      return false;
    }
    int start = 0;
    while (start < shorter && one.charAt(start) == other.charAt(start)) {
      start++;
    }
    int end = 0;
    while (end < shorter - start
        && one.charAt(one.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
      end++;
    }
    int oneLeft = one.length() - start - end;
    int otherLeft = other.length() - start - end;
    if (oneLeft <= 1 && otherLeft <= 1) {
      return true;
    }
    return oneLeft == 2
        && otherLeft == 2
        && one.charAt(start) == other.charAt(start + 1)
        && one.charAt(start + 1) == other.charAt(start);
  }
}
