package org.chiasm.connect.dicom;

import java.io.IOException;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.Vr;
import org.jspecify.annotations.Nullable;

/**
 * Tag, representation and length of the element a reader stands before (DICOM PS3.5 7.1.2, 7.1.3).
 * One object is filled again and again.
 */
final class ElementHeader {
  static final long UNDEFINED = 0xFFFF_FFFFL;

  private final DicomInput in;
  private final IssueLog issues;

  int tag;

  /** What the file says; null where it says nothing or nothing known. */
  @Nullable Vr stated;

  /** Bytes, or {@link #UNDEFINED}. */
  long length;

  /** How the element is really written, which may differ from its data set. */
  DatasetEncoding encoding = DatasetEncoding.EXPLICIT_LITTLE;

  ElementHeader(DicomInput in, IssueLog issues) {
    this.in = in;
    this.issues = issues;
  }

  /** Reads and passes a header; false if the source ends before it is whole. */
  boolean read(DatasetEncoding expected) throws IOException {
    if (!in.has(8)) {
      return false;
    }
    boolean big = expected.isBigEndian();
    encoding = expected;
    tag = Tag.of(in.peek16(0, big), in.peek16(2, big));
    stated = null;
    if (Tag.group(tag) == 0xFFFE) {
      length = in.peek32(4, big);
      in.advance(8);
      return true;
    }
    return expected.isExplicit() ? readExplicit() : readImplicit();
  }

  private boolean readExplicit() throws IOException {
    boolean big = encoding.isBigEndian();
    var known = Vr.of(in.peek(4), in.peek(5)).orElse(null);
    if (known == null && !isStandIn(in.peek(4), in.peek(5))) {
      issues.malformed(
          in.position(), "An element without representation was read as implicit VR", "");
      encoding = DatasetEncoding.of(false, big);
      return readImplicit();
    }
    stated = known;
    boolean isLong = known != null ? known.hasLongLength() : unknownHasLongLength(big);
    if (known == null) {
      issues.malformed(
          in.position(), "A value representation that is not in PS3.5 was read as UN", "");
    }
    if (!isLong) {
      length = in.peek16(6, big);
      in.advance(8);
      return true;
    }
    if (!in.has(12)) {
      return false;
    }
    length = in.peek32(8, big);
    in.advance(12);
    return true;
  }

  /** Two capitals, or what some writers put where they know none: blanks, question marks. */
  private static boolean isStandIn(int first, int second) {
    return Vr.areLetters(first, second)
        || (first == '?' && second == '?')
        || (first == '-' && second == '-')
        || (first == ' ' && second == ' ');
  }

  /**
   * Representations to come will have two reserved bytes and a long length (PS3.5 6.2.2); unless
   * those bytes are not empty, or what would be the length is the next element.
   */
  private boolean unknownHasLongLength(boolean big) throws IOException {
    if (in.peek16(6, big) != 0 || !in.has(14)) {
      return false;
    }
    boolean nextIsElement =
        Vr.of(in.peek(12), in.peek(13)).isPresent()
            && Integer.compareUnsigned(Tag.of(in.peek16(8, big), in.peek16(10, big)), tag) > 0;
    return !nextIsElement && in.peek32(8, big) <= in.remaining();
  }

  private boolean readImplicit() throws IOException {
    boolean big = encoding.isBigEndian();
    length = in.peek32(4, big);
    var letters = Vr.of(in.peek(4), in.peek(5));
    if (letters.isPresent() && length != UNDEFINED && length > in.remaining()) {
      issues.malformed(
          in.position(), "An element with a representation stands in an implicit VR data set", "");
      encoding = DatasetEncoding.of(true, big);
      return readExplicit();
    }
    in.advance(8);
    return true;
  }
}
