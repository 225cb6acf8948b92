package org.chiasm.connect.dicomtext;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the words of a data set are written as bytes (DICOM attribute (0008,0005), PS3.3 C.12.1.1.2,
 * PS3.5 6.1.2): one character set, or several with ISO 2022 escapes between them. Immutable.
 *
 * <p>Decoding never fails: bytes that mean nothing become U+FFFD. Bytes above 127 where nothing but
 * the default repertoire is declared are read as UTF-8 if they are valid UTF-8, else as ISO 8859-1.
 */
public final class SpecificCharacterSet {
  /** The default repertoire, ISO IR 6. */
  public static final SpecificCharacterSet DEFAULT = of(List.of());

  /** Unicode in UTF-8, {@code ISO_IR 192}. */
  public static final SpecificCharacterSet UNICODE = of(List.of("ISO_IR 192"));

  private final List<String> terms;
  private final List<String> unknownTerms;
  private final List<CodedCharacterSet> sets;

  private SpecificCharacterSet(
      List<String> terms, List<String> unknownTerms, List<CodedCharacterSet> sets) {
    this.terms = List.copyOf(terms);
    this.unknownTerms = List.copyOf(unknownTerms);
    this.sets = List.copyOf(sets);
  }

  /** The set that the values of (0008,0005) name; unknown terms count as the default repertoire. */
  public static SpecificCharacterSet of(List<String> terms) {
    var sets = new ArrayList<CodedCharacterSet>();
    var unknown = new ArrayList<String>();
    for (String term : terms) {
      var set = CodedCharacterSet.ofTerm(term);
      if (set.isEmpty()) {
        unknown.add(term);
      }
      sets.add(set.orElse(CodedCharacterSet.ASCII));
    }
    if (sets.isEmpty()) {
      sets.add(CodedCharacterSet.ASCII);
    }
    return new SpecificCharacterSet(terms, unknown, sets);
  }

  /** The values of (0008,0005), as given. */
  public List<String> terms() {
    return terms;
  }

  /** Those of them that name nothing the standard or this Java runtime knows. */
  public List<String> unknownTerms() {
    return unknownTerms;
  }

  /** Whether nothing but the default repertoire is declared. */
  public boolean isDefault() {
    return sets.stream().allMatch(set -> set == CodedCharacterSet.ASCII);
  }

  /**
   * The characters of a value.
   *
   * @param personName whether {@code ^} and {@code =} part the value, which ends a shift
   */
  public String decode(byte[] text, boolean personName) {
    if (isPlain(text)) {
      return new String(text, ISO_8859_1);
    }
    var first = sets.getFirst();
    if (first.width() == CodedCharacterSet.Width.WHOLE) {
      return new String(text, first.charset());
    }
    if (isDefault() && indexOfEscape(text) < 0) {
      return ofUndeclared(text);
    }
    return new CodeExtensionDecoder(initialUpper(), personName).decode(text);
  }

  /**
   * The bytes of a text, in the first of the declared sets.
   *
   * @throws IllegalArgumentException if a character is not in it
   */
  public byte[] encode(String text) {
    var set = sets.getFirst();
    try {
      ByteBuffer encoded = set.charset().newEncoder().encode(CharBuffer.wrap(text));
      var bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "A text has a character that is not in "
              + (terms.isEmpty() ? "the default repertoire" : terms.getFirst())
              + "; use ISO_IR 192",
          e);
    }
  }

  /** What bytes above 127 mean before any escape. */
  private Optional<CodedCharacterSet> initialUpper() {
    return sets.stream().filter(CodedCharacterSet::isUpper).findFirst();
  }

  private static boolean isPlain(byte[] text) {
    for (byte one : text) {
      if (one < 0 || one == CodeExtensionDecoder.ESCAPE) {
        return false;
      }
    }
    return true;
  }

  private static int indexOfEscape(byte[] text) {
    for (int at = 0; at < text.length; at++) {
      if (text[at] == CodeExtensionDecoder.ESCAPE) {
        return at;
      }
    }
    return -1;
  }

  private static String ofUndeclared(byte[] text) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    } catch (CharacterCodingException _) {
      return new String(text, ISO_8859_1);
    }
  }

  @Override
  public String toString() {
    return String.join("\\", terms);
  }
}
