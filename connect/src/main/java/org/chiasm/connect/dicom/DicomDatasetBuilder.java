package org.chiasm.connect.dicom;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chiasm.connect.dicomdictionary.DicomDictionary;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.Vr;
import org.chiasm.connect.dicomtext.SpecificCharacterSet;

/**
 * Collects the elements of one data set; a later element replaces an earlier one with its tag. Not
 * safe for several threads.
 *
 * <p>Values are checked for what would make the file unreadable, not for what the standard's
 * modules ask for.
 */
public final class DicomDatasetBuilder {
  private static final int DECIMAL_STRING_LENGTH = 16;

  private final List<DicomElement> elements = new ArrayList<>();
  private SpecificCharacterSet characterSet;
  private boolean inOrder = true;

  DicomDatasetBuilder(SpecificCharacterSet inherited) {
    this.characterSet = requireNonNull(inherited, "inherited");
  }

  /** Adds an element as it is. */
  public DicomDatasetBuilder put(DicomElement element) {
    inOrder = inOrder && isNext(element.tag());
    elements.add(element);
    if (element.tag() == Tag.SPECIFIC_CHARACTER_SET) {
      characterSet = SpecificCharacterSet.of(ValueText.of(element, SpecificCharacterSet.DEFAULT));
    }
    return this;
  }

  /** Says how words added from now on are written. */
  public DicomDatasetBuilder characterSet(SpecificCharacterSet set) {
    return string(Tag.SPECIFIC_CHARACTER_SET, set.terms().toArray(String[]::new));
  }

  /** How words are written now. */
  public SpecificCharacterSet characterSet() {
    return characterSet;
  }

  /**
   * Adds values in words, in the standard's representation; numbers as digits.
   *
   * @param values none for an empty element
   * @throws IllegalArgumentException if the tag is unknown, the representation is not a string, a
   *     value contains what parts values, or a character is not in the character set
   */
  public DicomDatasetBuilder string(int tag, String... values) {
    return string(tag, usualVr(tag), values);
  }

  /** As {@link #string(int, String...)}, in a representation of the caller's choice. */
  public DicomDatasetBuilder string(int tag, Vr vr, String... values) {
    if (!vr.isString()) {
      throw new IllegalArgumentException(describe(tag) + " is " + vr + ", which is not a string");
    }
    boolean parted = vr.isMultiValued() && Arrays.stream(values).anyMatch(v -> v.contains("\\"));
    if (parted || (!vr.isMultiValued() && values.length > 1)) {
      throw new IllegalArgumentException(describe(tag) + " got one value that would read as two");
    }
    String text = String.join("\\", values);
    return put(
        new ValueElement(
            tag, vr, vr.usesCharacterSet() ? characterSet.encode(text) : encodeAscii(tag, text)));
  }

  /**
   * Adds whole numbers, in the standard's representation (IS, US, SS, UL or SL).
   *
   * @throws IllegalArgumentException if the representation is another one
   */
  public DicomDatasetBuilder integers(int tag, int... values) {
    var vr = usualVr(tag);
    if (vr == Vr.IS || vr == Vr.DS) {
      return string(
          tag, vr, Arrays.stream(values).mapToObj(Integer::toString).toArray(String[]::new));
    }
    var buffer =
        ByteBuffer.allocate(values.length * vr.wordLength()).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      switch (vr) {
        case US, SS -> buffer.putShort((short) value);
        case UL, SL -> buffer.putInt(value);
        default ->
            throw new IllegalArgumentException(describe(tag) + " is " + vr + ", not whole numbers");
      }
    }
    return put(new ValueElement(tag, vr, buffer.array()));
  }

  /**
   * Adds numbers, in the standard's representation (DS, FL or FD); a DS keeps as many digits as its
   * 16 characters hold.
   *
   * @throws IllegalArgumentException if the representation is another one, or a DS is not finite
   */
  public DicomDatasetBuilder decimals(int tag, double... values) {
    var vr = usualVr(tag);
    if (vr == Vr.DS) {
      return string(
          tag,
          vr,
          Arrays.stream(values)
              .mapToObj(DicomDatasetBuilder::decimalString)
              .toArray(String[]::new));
    }
    var buffer =
        ByteBuffer.allocate(values.length * vr.wordLength()).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      switch (vr) {
        case FL -> buffer.putFloat((float) value);
        case FD -> buffer.putDouble(value);
        default ->
            throw new IllegalArgumentException(describe(tag) + " is " + vr + ", not decimals");
      }
    }
    return put(new ValueElement(tag, vr, buffer.array()));
  }

  /** Adds bytes, little endian, which the element owns from now on. */
  public DicomDatasetBuilder bytes(int tag, Vr vr, byte[] value) {
    return put(new ValueElement(tag, vr, value));
  }

  /** Adds a sequence. */
  public DicomDatasetBuilder sequence(int tag, DicomDataset... items) {
    return put(new SequenceElement(tag, List.of(items)));
  }

  /** Takes an element away, if it is there. */
  public DicomDatasetBuilder remove(int tag) {
    elements.removeIf(element -> element.tag() == tag);
    return this;
  }

  /** The data set so far. */
  public DicomDataset build() {
    if (!inOrder) {
      elements.sort((one, other) -> Integer.compareUnsigned(one.tag(), other.tag()));
      var latest = new ArrayList<DicomElement>(elements.size());
      for (var element : elements) {
        if (!latest.isEmpty() && latest.getLast().tag() == element.tag()) {
          latest.removeLast();
        }
        latest.add(element);
      }
      elements.clear();
      elements.addAll(latest);
      inOrder = true;
    }
    return new DicomDataset(elements, characterSet);
  }

  /** The latest element added with a tag; costs a walk over all of them. */
  Optional<DicomElement> find(int tag) {
    return elements.reversed().stream().filter(element -> element.tag() == tag).findFirst();
  }

  /** How many elements were added, replaced ones included until {@link #build}. */
  int added() {
    return elements.size();
  }

  /** Whether a tag belongs after the last one added, as in a file that is in order. */
  boolean isNext(int tag) {
    return elements.isEmpty() || Integer.compareUnsigned(elements.getLast().tag(), tag) < 0;
  }

  private static Vr usualVr(int tag) {
    return DicomDictionary.entry(tag)
        .map(entry -> entry.representations().getFirst())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Tag.toString(tag) + " is not in the dictionary: say its representation"));
  }

  private static byte[] encodeAscii(int tag, String text) {
    if (!US_ASCII.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException(describe(tag) + " allows the default repertoire only");
    }
    return text.getBytes(US_ASCII);
  }

  private static String decimalString(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("A DS must be finite, got " + value);
    }
    var exact = new BigDecimal(Double.toString(value));
    for (int digits = Math.max(1, exact.precision()); digits > 0; digits--) {
      var rounded = exact.round(new MathContext(digits)).stripTrailingZeros();
      String plain = rounded.toPlainString();
      String shortest = plain.length() <= DECIMAL_STRING_LENGTH ? plain : rounded.toString();
      if (shortest.length() <= DECIMAL_STRING_LENGTH) {
        return shortest;
      }
    }
    return String.format(Locale.ROOT, "%.8e", value);
  }

  private static String describe(int tag) {
    return DicomDictionary.keyword(tag) + " " + Tag.toString(tag);
  }
}
