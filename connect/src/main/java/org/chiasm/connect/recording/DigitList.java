package org.chiasm.connect.recording;

import java.util.Arrays;

/** Numbers between spaces that arrive in pieces. */
public final class DigitList {
  private static final int LONGEST_NUMBER = 32;
  private static final StringBuilder MISSING = new StringBuilder("NaN");

  private final StringBuilder number = new StringBuilder();
  private float[] values = new float[64];
  private int size;

  /** Takes in a piece; a number may go on in the next. */
  public void append(char[] text, int from, int length) throws EcgFileException {
    for (int i = from; i < from + length; i++) {
      char letter = text[i];
      if (letter <= ' ' || letter == ',') {
        finish();
      } else if (number.length() >= LONGEST_NUMBER) {
        throw EcgFileException.malformed("sample " + size + " is longer than a number");
      } else {
        number.append(letter);
      }
    }
  }

  /** The numbers so far; the list must not be appended to afterwards. */
  public float[] values() throws EcgFileException {
    finish();
    return Arrays.copyOf(values, size);
  }

  /** Java would read {@code 1f} and {@code 0x1p3} as numbers. */
  private boolean isNumber() {
    boolean isMissing = number.compareTo(MISSING) == 0;
    return isMissing || number.chars().allMatch(letter -> "+-.0123456789eE".indexOf(letter) >= 0);
  }

  private float refuse() throws EcgFileException {
    throw EcgFileException.malformed("sample " + size + " is not a number");
  }

  private void finish() throws EcgFileException {
    if (number.isEmpty()) {
      return;
    }
    if (size >= LeadCollector.MOST_SAMPLES) {
      throw EcgFileException.unsupported("more than " + size + " samples in one sequence");
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    try {
      float value = isNumber() ? Float.parseFloat(number.toString()) : refuse();
      values[size++] = Float.isInfinite(value) ? Float.NaN : value;
    } catch (NumberFormatException _) {
      refuse();
    }
    number.setLength(0);
  }
}
