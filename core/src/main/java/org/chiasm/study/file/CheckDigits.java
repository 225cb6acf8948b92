package org.chiasm.study.file;

/** The last digits by which mistyped codes are told from real ones. */
final class CheckDigits {
  private static final int[] VERHOEFF_PERMUTATION = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};

  private CheckDigits() {}

  /** Whether a LOINC code's check digit is right (mod 10; LOINC Users' Guide, appendix C). */
  static boolean isLoinc(String code) {
    int sum = 0;
    boolean isDoubled = true;
    for (int i = code.indexOf('-') - 1; i >= 0; i--) {
      int digit = code.charAt(i) - '0';
      int weighted = isDoubled ? 2 * digit : digit;
      sum += weighted > 9 ? weighted - 9 : weighted;
      isDoubled = !isDoubled;
    }
    return (10 - sum % 10) % 10 == code.charAt(code.length() - 1) - '0';
  }

  /** Whether a SNOMED CT identifier's check digit is right (Verhoeff; SNOMED CT RF2 6.4). */
  static boolean isSnomed(String code) {
    int check = 0;
    for (int i = 0; i < code.length(); i++) {
      int digit = code.charAt(code.length() - 1 - i) - '0';
      for (int times = 0; times < i % 8; times++) {
        digit = VERHOEFF_PERMUTATION[digit];
      }
      check = dihedral(check, digit);
    }
    return check == 0;
  }

  /** The product of two elements of the dihedral group of order 10. */
  private static int dihedral(int a, int b) {
    if (a < 5) {
      return b < 5 ? (a + b) % 5 : 5 + (a + b) % 5;
    }
    return b < 5 ? 5 + (a - b + 10) % 5 : (a - b + 10) % 5;
  }
}
