package org.chiasm.connect.dicomdictionary;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** How the value of a data element is written: its value representation (DICOM PS3.5 6.2). */
public enum Vr {
  AE(Content.CODE),
  AS(Content.CODE),
  AT(Content.BINARY, 2),
  CS(Content.CODE),
  DA(Content.CODE),
  DS(Content.CODE),
  DT(Content.CODE),
  FD(Content.BINARY, 8),
  FL(Content.BINARY, 4),
  IS(Content.CODE),
  LO(Content.WORDS),
  LT(Content.TEXT),
  OB(Content.BINARY, 1),
  OD(Content.BINARY, 8),
  OF(Content.BINARY, 4),
  OL(Content.BINARY, 4),
  OV(Content.BINARY, 8),
  OW(Content.BINARY, 2),
  PN(Content.WORDS),
  SH(Content.WORDS),
  SL(Content.BINARY, 4),
  SQ(Content.ITEMS),
  SS(Content.BINARY, 2),
  ST(Content.TEXT),
  SV(Content.BINARY, 8),
  TM(Content.CODE),
  UC(Content.WORDS),
  UI(Content.CODE),
  UL(Content.BINARY, 4),
  UN(Content.BINARY, 1),
  UR(Content.LINK),
  US(Content.BINARY, 2),
  UT(Content.TEXT),
  UV(Content.BINARY, 8);

  private enum Content {
    /** Values of the default repertoire, apart by backslashes. */
    CODE,
    /** Values in the data set's character set, apart by backslashes. */
    WORDS,
    /** One value in the data set's character set. */
    TEXT,
    /** One value of the default repertoire. */
    LINK,
    BINARY,
    ITEMS
  }

  private static final List<Optional<Vr>> BY_LETTERS =
      new ArrayList<>(Collections.nCopies(26 * 26, Optional.empty()));

  static {
    for (var vr : values()) {
      BY_LETTERS.set(slot(vr.name().charAt(0), vr.name().charAt(1)), Optional.of(vr));
    }
  }

  private final Content content;
  private final int wordLength;

  Vr(Content content) {
    this(content, 1);
  }

  Vr(Content content, int wordLength) {
    this.content = content;
    this.wordLength = wordLength;
  }

  /** The value representation with these two letters. */
  public static Optional<Vr> of(int first, int second) {
    return areLetters(first, second) ? BY_LETTERS.get(slot(first, second)) : Optional.empty();
  }

  /** Whether both are capital letters, as those of every value representation are. */
  public static boolean areLetters(int first, int second) {
    return first >= 'A' && first <= 'Z' && second >= 'A' && second <= 'Z';
  }

  private static int slot(int first, int second) {
    return (first - 'A') * 26 + second - 'A';
  }

  /** Whether the value is written in characters. */
  public boolean isString() {
    return content != Content.BINARY && content != Content.ITEMS;
  }

  /** Whether the characters are those of Specific Character Set (PS3.5 6.1.2.3). */
  public boolean usesCharacterSet() {
    return content == Content.WORDS || content == Content.TEXT;
  }

  /** Whether a backslash parts values (PS3.5 6.4). */
  public boolean isMultiValued() {
    return content == Content.CODE || content == Content.WORDS;
  }

  /** Bytes whose order the transfer syntax decides; 1 where it decides nothing (PS3.5 7.3). */
  public int wordLength() {
    return wordLength;
  }

  /** Whether explicit syntaxes write its length in 32 bits (PS3.5 7.1.2). */
  public boolean hasLongLength() {
    return switch (this) {
      case OB, OD, OF, OL, OV, OW, SQ, SV, UC, UN, UR, UT, UV -> true;
      default -> false;
    };
  }

  /** What makes an odd value even (PS3.5 6.2). */
  public byte padding() {
    return isString() && this != UI ? (byte) ' ' : 0;
  }
}
