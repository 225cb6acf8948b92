package org.chiasm.lab;

import java.util.regex.Pattern;

/**
 * The mark of an abnormal result that many laboratories print into the value itself: {@code 5.9
 * (H)}, {@code *3.1}, {@code 2.9 mmol/L L}, {@code 5,9 +} (HL7 table 0078 and the signs of printed
 * reports). It says nothing that the number does not, so it is passed over. A sign after a small
 * whole number stays: {@code 2 +} is a degree.
 */
final class AbnormalFlag {
  private static final String CODES =
      "H|HH|L|LL|A|AA|N|C|CH|CL|HC|LC|HI|LO|HIGH|LOW|ABN|ABNORMAL|NORMAL|CRIT|CRITICAL|PANIC";
  private static final String SIGNS = "[*!↑↓▲▼⇑⇓]{1,3}";
  private static final Pattern IN_BRACKETS =
      Pattern.compile(
          "(?i)^[(\\[](?:"
              + CODES
              + "|"
              + SIGNS
              + ")[)\\]]\\s*|\\s*[(\\[](?:"
              + CODES
              + "|"
              + SIGNS
              + ")[)\\]]$");
  private static final Pattern SIGN = Pattern.compile("^" + SIGNS + "\\s*|\\s*" + SIGNS + "$");
  private static final Pattern WORD_AFTER =
      Pattern.compile("(?<=[\\d%/\\p{L}\\]})])\\s+(?:H|HH|LL|HI|LO|HIGH|LOW|ABN|CRIT)$");
  private static final Pattern DIRECTION =
      Pattern.compile(
          "(?<=^[<>=≤≥]{0,2}\\s?(?:\\d{3,9}|\\d{1,6}[.,]\\d{1,6})(?:\\s?[^\\s+]{0,12}[\\p{L}%])?)"
              + "\\s+[+-]{1,3}$");
  private static final Pattern LETTER_AFTER = Pattern.compile("(?<=\\S)\\s+(?:L|A|AA|N|C)$");
  private static final Pattern WORD_BEFORE =
      Pattern.compile("^(?:H|HH|L|LL|HI|LO|HIGH|LOW|ABN)\\s+(?=[<>=≤≥]?\\s*[\\d.,])");
  private static final Pattern UNIT = Pattern.compile("\\d\\s*[^\\d\\s.,]*[\\p{L}%]");

  private AbnormalFlag() {}

  /**
   * The text without its flags.
   *
   * @param unitStated whether the unit is told elsewhere; else {@code 2.5 L} is an amount of litres
   */
  static String without(String text, boolean unitStated) {
    String plain = text.strip();
    plain = IN_BRACKETS.matcher(plain).replaceAll("").strip();
    plain = SIGN.matcher(plain).replaceAll("").strip();
    plain = DIRECTION.matcher(plain).replaceFirst("");
    plain = WORD_BEFORE.matcher(plain).replaceFirst("");
    plain = WORD_AFTER.matcher(plain).replaceFirst("");
    var letter = LETTER_AFTER.matcher(plain);
    if (letter.find()) {
      String before = plain.substring(0, letter.start());
      if (unitStated || UNIT.matcher(before).find()) {
        plain = before;
      }
    }
    return plain;
  }
}
