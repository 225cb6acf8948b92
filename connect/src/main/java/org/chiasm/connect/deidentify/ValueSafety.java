package org.chiasm.connect.deidentify;

import java.io.IOException;
import java.util.Set;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicom.DicomElement;
import org.chiasm.connect.dicom.ValueElement;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.Vr;

/** Whether a value that may stay by its attribute may also stay by what it holds. */
final class ValueSafety {
  private static final int LONGEST_WELL_KNOWN = 40;

  /** ICC Profile, and the tables of colours and of grey values. */
  private static final Set<Integer> NUMERIC_TABLES = Set.of(0x00282000, 0x00660016, 0x00660021);

  /** UIDs of kinds of things, which vendors may have registered themselves. */
  private static final Set<Integer> CLASS_UIDS =
      Set.of(
          0x00080016,
          0x0008001A,
          0x0008001B,
          0x00080062,
          0x0008010C,
          0x00080117,
          0x00080118,
          0x00081150,
          0x0008115A,
          0x00041510,
          0x00041512,
          0x00282001);

  private static final int NUMBER_LIKE_IDENTIFIER = 5;

  private final IdentifyingWords words;

  ValueSafety(IdentifyingWords words) {
    this.words = words;
  }

  /** Whether a name or another identifying value stands in what a person typed. */
  boolean isIdentifying(String typed) {
    return words.isIn(typed) || words.hasShortName(typed);
  }

  /** Whether no identifying value of the instance stands in the element. */
  boolean isSafe(DicomDataset within, DicomElement element) {
    if (!(element instanceof ValueElement value)) {
      return false;
    }
    if (value.tag() == Tag.SPECIFIC_CHARACTER_SET) {
      return within.strings(value.tag()).stream().allMatch(each -> each.matches("[A-Z0-9_ -]*"))
          && !words.isIn(String.join("\\", within.strings(value.tag())));
    }
    try {
      if (!value.vr().isString()) {
        return value.vr() != Vr.OB || !words.isIn(value.bytes());
      }
      if (value.vr() == Vr.DS || value.vr() == Vr.IS || value.vr() == Vr.TM) {
        return within.strings(value.tag()).stream().noneMatch(this::isIdentifyingNumber);
      }
      return !words.isIn(value.bytes())
          && within.strings(value.tag()).stream().noneMatch(words::isIn);
    } catch (IOException _) {
      return false;
    }
  }

  /** Numbers may resemble short identifiers by chance, and removing them would break the image. */
  private boolean isIdentifyingNumber(String number) {
    boolean isNumber = number.matches("[-+0-9.eE ]*");
    return isNumber
        ? number.length() >= NUMBER_LIKE_IDENTIFIER && words.isWhole(number)
        : words.isIn(number);
  }

  /** Whether a UID element names a kind of thing rather than a thing. */
  static boolean isClassUid(int tag) {
    return CLASS_UIDS.contains(tag);
  }

  /** Whether it holds numbers by its attribute, although its representation is of bytes. */
  static boolean isNumericTable(int tag) {
    return NUMERIC_TABLES.contains(tag) || Tag.group(tag) == 0x5400;
  }

  /**
   * Whether the standard itself gave a UID, so that it names a class and nobody (PS3.6 Annex A).
   */
  static boolean isWellKnown(String uid) {
    return uid.length() <= LONGEST_WELL_KNOWN
        && uid.matches("1\\.2\\.840\\.10008(\\.(0|[1-9]\\d{0,4})){1,9}");
  }

  /** Whether bytes follow the first padding, which no reader shows. */
  static boolean hasHiddenBytes(DicomElement element) {
    if (!(element instanceof ValueElement value)) {
      return false;
    }
    try {
      byte[] bytes = value.bytes();
      for (int i = 0; i + 1 < bytes.length; i++) {
        if (bytes[i] == 0) {
          return true;
        }
      }
      return false;
    } catch (IOException _) {
      return true;
    }
  }
}
