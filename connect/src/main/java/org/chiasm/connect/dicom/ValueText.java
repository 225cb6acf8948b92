package org.chiasm.connect.dicom;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.Vr;
import org.chiasm.connect.dicomtext.SpecificCharacterSet;

/** The values of an element in words, and words as numbers (DICOM PS3.5 6.2, 6.4). */
final class ValueText {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?");

  private ValueText() {}

  static List<String> of(DicomElement element, SpecificCharacterSet characterSet) {
    byte[] bytes = element instanceof ValueElement value ? value.held() : null;
    if (bytes == null || bytes.length == 0) {
      return List.of();
    }
    var vr = element.vr();
    if (vr.isString()) {
      String text =
          vr.usesCharacterSet()
              ? characterSet.decode(bytes, vr == Vr.PN)
              : SpecificCharacterSet.DEFAULT.decode(bytes, false);
      return vr.isMultiValued() ? split(text) : List.of(stripEnd(text));
    }
    return numbers(vr, bytes);
  }

  private static List<String> split(String text) {
    if (strip(text).isEmpty()) {
      return List.of();
    }
    var values = new ArrayList<String>();
    int from = 0;
    for (int cut = text.indexOf('\\'); cut >= 0; cut = text.indexOf('\\', from)) {
      values.add(strip(text.substring(from, cut)));
      from = cut + 1;
    }
    values.add(strip(text.substring(from)));
    return values;
  }

  private static List<String> numbers(Vr vr, byte[] bytes) {
    int width = vr == Vr.AT ? 4 : vr.wordLength();
    if (vr == Vr.UN || vr == Vr.OB || vr == Vr.SQ) {
      return List.of();
    }
    var values = new ArrayList<String>(bytes.length / width);
    var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.remaining() >= width) {
      values.add(number(vr, buffer));
    }
    return values;
  }

  private static String number(Vr vr, ByteBuffer buffer) {
    return switch (vr) {
      case US, OW -> Integer.toString(Short.toUnsignedInt(buffer.getShort()));
      case SS -> Short.toString(buffer.getShort());
      case UL, OL -> Integer.toUnsignedString(buffer.getInt());
      case SL -> Integer.toString(buffer.getInt());
      case UV, OV -> Long.toUnsignedString(buffer.getLong());
      case SV -> Long.toString(buffer.getLong());
      case FL, OF -> Float.toString(buffer.getFloat());
      case FD, OD -> Double.toString(buffer.getDouble());
      case AT -> {
        int group = Short.toUnsignedInt(buffer.getShort());
        yield Tag.toString(Tag.of(group, buffer.getShort()));
      }
      default -> throw new IllegalArgumentException(vr + " is no number");
    };
  }

  static OptionalInt integer(String text) {
    if (text.length() > 20 || !NUMBER.matcher(text).matches()) {
      return OptionalInt.empty();
    }
    try {
      BigInteger whole = new BigDecimal(text).toBigIntegerExact();
      return whole.bitLength() < Integer.SIZE
          ? OptionalInt.of(whole.intValue())
          : OptionalInt.empty();
    } catch (ArithmeticException _) {
      return OptionalInt.empty();
    }
  }

  /** A decimal comma is read as the point that the standard wants. */
  static OptionalDouble decimal(String text) {
    String point = text.indexOf('.') < 0 ? text.replace(',', '.') : text;
    if (!NUMBER.matcher(point).matches()) {
      return OptionalDouble.empty();
    }
    double value = Double.parseDouble(point);
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  private static String strip(String text) {
    int from = 0;
    while (from < text.length() && isPadding(text.charAt(from))) {
      from++;
    }
    return stripEnd(text.substring(from));
  }

  private static String stripEnd(String text) {
    int end = text.length();
    while (end > 0 && isPadding(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  private static boolean isPadding(char one) {
    return one == ' ' || one == 0;
  }
}
