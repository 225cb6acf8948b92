package org.chiasm.connect.dicomtext;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A person's name in up to three scripts (VR PN of DICOM PS3.5 6.2.1). {@link #toString} shows none
 * of it.
 *
 * @param alphabetic in the Latin or the local single-byte script
 * @param ideographic in Kanji, Hanja or Hanzi
 * @param phonetic in Hiragana, Katakana or Hangul
 */
public record PersonName(Group alphabetic, Group ideographic, Group phonetic) {
  /**
   * The name in one script; every part may be empty.
   *
   * @param family the whole name where the writer gave no parts
   */
  public record Group(String family, String given, String middle, String prefix, String suffix) {
    /** Strips white space. */
    public Group {
      family = family.strip();
      given = given.strip();
      middle = middle.strip();
      prefix = prefix.strip();
      suffix = suffix.strip();
    }

    /** Whether all parts are empty. */
    public boolean isEmpty() {
      return List.of(family, given, middle, prefix, suffix).stream().allMatch(String::isEmpty);
    }

    private static Group parse(String text) {
      var parts = text.split("\\^", -1);
      return new Group(
          part(parts, 0), part(parts, 1), part(parts, 2), part(parts, 3), part(parts, 4));
    }

    @Override
    public String toString() {
      return "Group[withheld]";
    }
  }

  /** Checks that nothing is missing. */
  public PersonName {
    requireNonNull(alphabetic, "alphabetic");
    requireNonNull(ideographic, "ideographic");
    requireNonNull(phonetic, "phonetic");
  }

  /** Reads one value of a PN element; what is beyond the fifth part of a group is left out. */
  public static PersonName parse(String value) {
    var groups = value.split("=", -1);
    return new PersonName(
        Group.parse(part(groups, 0)), Group.parse(part(groups, 1)), Group.parse(part(groups, 2)));
  }

  /** The first group that says anything; an empty one if none does. */
  public Group preferred() {
    return !alphabetic.isEmpty() ? alphabetic : !ideographic.isEmpty() ? ideographic : phonetic;
  }

  private static String part(String[] parts, int index) {
    return index < parts.length ? parts[index] : "";
  }

  @Override
  public String toString() {
    return "PersonName[withheld]";
  }
}
