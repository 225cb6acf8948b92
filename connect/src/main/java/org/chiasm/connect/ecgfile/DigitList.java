package org.chiasm.connect.ecgfile;

import java.util.Arrays;
import org.chiasm.connect.recording.EcgFileException;

/** Numbers between spaces that arrive in pieces. */
final class DigitList {
  private static final int LONGEST_NUMBER = 32;

  private final StringBuilder number = new StringBuilder();
  private float[] values = new float[64];
  private int size;

  void append(char[] text, int from, int length) throws EcgFileException {
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
  float[] values() throws EcgFileException {
    finish();
    return Arrays.copyOf(values, size);
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
      float value = Float.parseFloat(number.toString());
      values[size++] = Float.isInfinite(value) ? Float.NaN : value;
    } catch (NumberFormatException _) {
      throw EcgFileException.malformed("sample " + size + " is not a number");
    }
    number.setLength(0);
  }
}
