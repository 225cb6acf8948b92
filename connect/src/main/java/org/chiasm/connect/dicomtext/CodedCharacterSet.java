package org.chiasm.connect.dicomtext;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A character set that a defined term of Specific Character Set names (DICOM PS3.3 C.12.1.1.2). */
enum CodedCharacterSet {
  /** ISO 646: the default repertoire. */
  ASCII(6, "US-ASCII", "(B", Width.NONE),
  LATIN_1(100, "ISO-8859-1", "-A", Width.ONE),
  LATIN_2(101, "ISO-8859-2", "-B", Width.ONE),
  LATIN_3(109, "ISO-8859-3", "-C", Width.ONE),
  LATIN_4(110, "ISO-8859-4", "-D", Width.ONE),
  CYRILLIC(144, "ISO-8859-5", "-L", Width.ONE),
  ARABIC(127, "ISO-8859-6", "-G", Width.ONE),
  GREEK(126, "ISO-8859-7", "-F", Width.ONE),
  HEBREW(138, "ISO-8859-8", "-H", Width.ONE),
  LATIN_5(148, "ISO-8859-9", "-M", Width.ONE),
  LATIN_9(203, "ISO-8859-15", "-b", Width.ONE),
  THAI(166, "TIS-620", "-T", Width.ONE),
  /** Katakana of JIS X 0201 in the upper half; the lower half reads as ASCII. */
  KATAKANA(13, "JIS_X0201", ")I", Width.ONE),
  /** JIS X 0208, two bytes in the lower half, decoded by way of EUC-JP. */
  KANJI(87, "EUC-JP", "$B", Width.TWO_LOW),
  /** JIS X 0212, two bytes in the lower half, decoded by way of EUC-JP. */
  KANJI_SUPPLEMENT(159, "EUC-JP", "$(D", Width.TWO_LOW),
  /** KS X 1001, two bytes in the upper half. */
  KOREAN(149, "EUC-KR", "$)C", Width.TWO),
  /** GB 2312, two bytes in the upper half. */
  CHINESE(58, "GB2312", "$)A", Width.TWO),
  /** UTF-8: no code extensions. */
  UNICODE(192, "UTF-8", "", Width.WHOLE),
  GB18030(0, "GB18030", "", Width.WHOLE),
  GBK(0, "GBK", "", Width.WHOLE);

  /** How many bytes a character takes, and in which half of the code table. */
  enum Width {
    NONE,
    ONE,
    TWO,
    TWO_LOW,
    /** The set is used for all of the text. */
    WHOLE
  }

  private static final Pattern REGISTERED =
      Pattern.compile("ISO[ _-]*(?:2022)?[ _-]*IR[ _-]*([0-9]+)");
  private static final Map<String, CodedCharacterSet> BY_NAME =
      Map.of(
          "",
          ASCII,
          "GB18030",
          GB18030,
          "GBK",
          GBK,
          "UTF-8",
          UNICODE,
          "UTF8",
          UNICODE,
          "ISO-8859-1",
          LATIN_1,
          "ISO_8859-1",
          LATIN_1,
          "ISO 8859-1",
          LATIN_1);

  private final int registration;
  private final String javaName;
  private final String escape;
  private final Width width;
  private final @Nullable Charset charset;

  CodedCharacterSet(int registration, String javaName, String escape, Width width) {
    this.registration = registration;
    this.javaName = javaName;
    this.escape = escape;
    this.width = width;
    this.charset = Charset.isSupported(javaName) ? Charset.forName(javaName) : null;
  }

  /**
   * The set a defined term means, common misspellings included; empty if none or not in this JDK.
   */
  static Optional<CodedCharacterSet> ofTerm(String term) {
    String name = term.strip().toUpperCase(Locale.ROOT);
    var found = BY_NAME.get(name);
    Matcher registered = REGISTERED.matcher(name);
    if (found == null && registered.matches()) {
      for (var set : values()) {
        if (registered.group(1).equals(Integer.toString(set.registration))) {
          found = set;
        }
      }
    }
    return Optional.ofNullable(found).filter(set -> set.charset != null);
  }

  /**
   * The set that an escape sequence calls, by what follows ESC at {@code from}; null if unknown.
   */
  static @Nullable CodedCharacterSet ofEscape(byte[] text, int from) {
    for (var set : values()) {
      if (!set.escape.isEmpty() && set.charset != null && matches(set.escape, text, from)) {
        return set;
      }
    }
    return matches("(J", text, from) ? ASCII : matches("$@", text, from) ? KANJI : null;
  }

  private static boolean matches(String escape, byte[] text, int from) {
    if (from + escape.length() > text.length) {
      return false;
    }
    for (int at = 0; at < escape.length(); at++) {
      if (text[from + at] != escape.charAt(at)) {
        return false;
      }
    }
    return true;
  }

  /** How many bytes follow ESC; for the two aliases of {@link #ofEscape} as well. */
  int escapeLength() {
    return escape.length();
  }

  Width width() {
    return width;
  }

  /** Whether it fills the upper half of the code table. */
  boolean isUpper() {
    return width == Width.ONE || width == Width.TWO;
  }

  Charset charset() {
    if (charset == null) {
      throw new IllegalStateException(javaName + " is not in this Java runtime");
    }
    return charset;
  }
}
