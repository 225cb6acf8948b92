package org.chiasm.connect.dicom;

import java.io.IOException;
import java.util.Arrays;
import org.chiasm.DataIssue;
import org.chiasm.connect.dicomdictionary.Tag;

/** Where the fragments of encapsulated pixel data lie (DICOM PS3.5 A.4). */
final class FragmentIndex {
  /** An item's tag and length. */
  static final int ITEM_HEADER = 8;

  private long[] starts = new long[1];
  private long[] lengths = new long[1];
  private int count;
  private byte[] offsetTable = {};
  private long firstItem;
  private boolean delimited;
  private boolean truncated;

  private FragmentIndex() {}

  /** Walks over the items from the first one on; what follows them is next in {@code in}. */
  static FragmentIndex read(DicomInput in, boolean bigEndian, int limit)
      throws IOException, DicomFormatException {
    var index = new FragmentIndex();
    index.walk(in, bigEndian, limit);
    return index;
  }

  private void walk(DicomInput in, boolean bigEndian, int limit)
      throws IOException, DicomFormatException {
    boolean first = true;
    while (in.has(ITEM_HEADER)) {
      int tag = Tag.of(in.peek16(0, bigEndian), in.peek16(2, bigEndian));
      long length = in.peek32(4, bigEndian);
      if (tag == Tag.SEQUENCE_DELIMITATION) {
        in.advance(ITEM_HEADER);
        delimited = true;
        return;
      }
      if (tag != Tag.ITEM) {
        return;
      }
      if (count >= limit) {
        throw new DicomFormatException(
            DataIssue.Kind.UNSUPPORTED, in.position(), "More than " + limit + " fragments");
      }
      in.advance(ITEM_HEADER);
      if (first) {
        first = false;
        if (length > Math.min(in.remaining(), 8L * limit)) {
          truncated = true;
          return;
        }
        offsetTable = in.take((int) length);
        truncated = offsetTable.length < length;
        firstItem = in.position();
        continue;
      }
      long start = in.position();
      boolean whole = in.skip(length);
      add(start, whole ? length : Math.min(length, in.remaining()));
      if (!whole) {
        truncated = true;
        return;
      }
    }
    truncated |= first || in.buffered() > 0;
  }

  private void add(long start, long length) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      lengths = Arrays.copyOf(lengths, 2 * count);
    }
    starts[count] = start;
    lengths[count] = length;
    count++;
  }

  /** How many fragments there are; the last may be cut. */
  int count() {
    return count;
  }

  long start(int fragment) {
    return starts[fragment];
  }

  long length(int fragment) {
    return lengths[fragment];
  }

  /** The first item's value as it is: the basic offset table, often empty. */
  byte[] offsetTable() {
    return offsetTable;
  }

  /** The fragment whose item starts at an offset of an offset table; negative if none does. */
  int fragmentAt(long offset) {
    return Arrays.binarySearch(starts, 0, count, firstItem + offset + ITEM_HEADER);
  }

  /** Whether the delimiter stands where it should. */
  boolean isDelimited() {
    return delimited;
  }

  /** Whether the file ends within a fragment or before the first. */
  boolean isTruncated() {
    return truncated;
  }
}
