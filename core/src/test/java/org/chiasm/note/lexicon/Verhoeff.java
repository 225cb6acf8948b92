package org.chiasm.note.lexicon;

/** The check digit of SNOMED CT identifiers (Verhoeff 1969). */
final class Verhoeff {
  private static final int[] START = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};

  private Verhoeff() {}

  static boolean isValid(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      for (int k = 0; k < i % 8; k++) {
        digit = START[digit];
      }
      sum = product(sum, digit);
    }
    return sum == 0;
  }

  /** In the dihedral group of the pentagon. */
  private static int product(int one, int other) {
    boolean turned = one >= 5;
    int rotated = turned ? one - other : one + other;
    int corner = Math.floorMod(rotated, 5);
    return turned == (other >= 5) ? corner : corner + 5;
  }
}
