package org.chiasm.connect.dicomdictionary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The standard's data elements: keyword, value representation and multiplicity of each tag (DICOM
 * PS3.6 clauses 6 to 8, PS3.7 Annex E). Loaded once, on first use; safe for all threads.
 */
public final class DicomDictionary {
  private static final Map<Integer, Entry> BY_TAG = new HashMap<>();
  private static final Map<String, Integer> BY_KEYWORD = new HashMap<>();

  static {
    for (String line : UidRegistry.lines("data-elements.txt")) {
      var parts = line.split(" ", 4);
      var representations = new ArrayList<Vr>();
      for (String name : parts[1].split("/", -1)) {
        representations.add(Vr.valueOf(name));
      }
      int tag = Integer.parseUnsignedInt(parts[0].replace('x', '0'), 16);
      BY_TAG.put(tag, new Entry(tag, parts[3], representations, parts[2]));
      BY_KEYWORD.put(parts[3], tag);
    }
  }

  /**
   * What the standard says of one tag.
   *
   * @param tag the lowest one of a repeating group
   * @param keyword of PS3.6, such as {@code PatientID}
   * @param representations the usual one first, at least one
   * @param multiplicity as the standard writes it, such as {@code 1-n}
   */
  public record Entry(int tag, String keyword, List<Vr> representations, String multiplicity) {
    /** Copies the representations. */
    public Entry {
      representations = List.copyOf(representations);
    }
  }

  private DicomDictionary() {}

  /** What the standard says of a tag; empty for private and unknown ones. */
  public static Optional<Entry> entry(int tag) {
    var entry = BY_TAG.get(tag);
    return Optional.ofNullable(entry != null ? entry : BY_TAG.get(lowestOfRepeatingGroup(tag)));
  }

  /** The keyword, or the tag in parentheses where there is none. */
  public static String keyword(int tag) {
    return entry(tag).map(Entry::keyword).orElseGet(() -> Tag.toString(tag));
  }

  /** The tag with a keyword; of a repeating group the lowest. */
  public static OptionalInt tag(String keyword) {
    var tag = BY_KEYWORD.get(keyword);
    return tag == null ? OptionalInt.empty() : OptionalInt.of(tag);
  }

  /**
   * The representation an implicit VR data set means (PS3.5 A.1); {@link Vr#UN} where nothing says.
   *
   * @param signedPixels whether Pixel Representation (0028,0103) is 1, which decides {@code US or
   *     SS}
   */
  public static Vr implicitVr(int tag, boolean signedPixels) {
    var entry = entry(tag);
    if (entry.isPresent()) {
      var representations = entry.get().representations();
      if (representations.size() == 1) {
        return representations.getFirst();
      }
      if (representations.contains(Vr.OW)) {
        return Vr.OW;
      }
      return signedPixels ? Vr.SS : Vr.US;
    }
    if (Tag.element(tag) == 0) {
      return Vr.UL;
    }
    return Tag.isPrivateCreator(tag) ? Vr.LO : Vr.UN;
  }

  private static int lowestOfRepeatingGroup(int tag) {
    int group = Tag.group(tag);
    if ((group & 1) == 0
        && (group >> 8 == 0x50 || group >> 8 == 0x60 || group >> 8 == 0x7F)
        && group != 0x7FE0) {
      return tag & 0xFF00FFFF;
    }
    return tag >>> 8 == 0x002031 ? 0x00203100 : tag;
  }
}
