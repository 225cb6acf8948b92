package org.chiasm.imaging.words;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.chiasm.EventValue.ImageInstance;

/**
 * Decimal strings of a header as numbers (DICOM PS3.5 6.2, DS and IS); the comma that some
 * equipment writes is read as the point.
 */
public final class HeaderNumbers {
  private HeaderNumbers() {}

  /** Every value as a number; empty if there is none or one of them is not a finite number. */
  public static List<Double> all(ImageInstance instance, String keyword) {
    String text = instance.attribute(keyword);
    if (text.isBlank()) {
      return List.of();
    }
    var numbers = new ArrayList<Double>();
    for (String part : text.split("\\\\", -1)) {
      var number = parse(part);
      if (number.isEmpty()) {
        return List.of();
      }
      numbers.add(number.getAsDouble());
    }
    return numbers;
  }

  /** The first value, if it is a finite number. */
  public static OptionalDouble first(ImageInstance instance, String keyword) {
    String text = instance.attribute(keyword);
    int end = text.indexOf('\\');
    return parse(end < 0 ? text : text.substring(0, end));
  }

  private static OptionalDouble parse(String text) {
    try {
      double number = Double.parseDouble(text.strip().replace(',', '.'));
      return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    } catch (NumberFormatException notANumber) {
      return OptionalDouble.empty();
    }
  }
}
