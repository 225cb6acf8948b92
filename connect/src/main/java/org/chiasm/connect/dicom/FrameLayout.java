package org.chiasm.connect.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.chiasm.DataIssue;
import org.jspecify.annotations.Nullable;

/** Which fragments make up which frame (DICOM PS3.5 A.4). */
final class FrameLayout {
  private FrameLayout() {}

  /**
   * The first fragment of each frame, and after the last the number of fragments.
   *
   * <p>In this order: all fragments are the only frame; the extended, then the basic offset table
   * if each entry is the start of a fragment; one fragment a frame; a new frame wherever a fragment
   * begins as a JPEG or JPEG 2000 image does.
   *
   * @throws DicomFormatException if none of these gives as many frames as there should be
   */
  static int[] firstFragments(
      FragmentIndex index, int frames, byte[] extendedTable, ByteOrder order, FragmentStart starts)
      throws IOException, DicomFormatException {
    if (frames == 1) {
      return new int[] {0, index.count()};
    }
    int[] found = byTable(index, frames, extendedTable, ByteOrder.LITTLE_ENDIAN, Long.BYTES);
    if (found == null) {
      found = byTable(index, frames, index.offsetTable(), order, Integer.BYTES);
    }
    if (found == null && index.count() == frames) {
      found = new int[frames + 1];
      for (int frame = 0; frame <= frames; frame++) {
        found[frame] = frame;
      }
    }
    if (found == null) {
      found = byImageStart(index, frames, starts);
    }
    if (found == null) {
      throw new DicomFormatException(
          DataIssue.Kind.MALFORMED,
          index.count() == 0 ? 0 : index.start(0),
          "Pixel data have "
              + index.count()
              + " fragments for "
              + frames
              + " frames and no offset table that tells them apart");
    }
    return found;
  }

  /** Whether an image begins at a fragment. */
  @FunctionalInterface
  interface FragmentStart {
    boolean isImageStart(int fragment) throws IOException;
  }

  private static int @Nullable [] byTable(
      FragmentIndex index, int frames, byte[] table, ByteOrder order, int width) {
    if (table.length != (long) frames * width) {
      return null;
    }
    var entries = ByteBuffer.wrap(table).order(order);
    var first = new int[frames + 1];
    first[frames] = index.count();
    for (int frame = 0; frame < frames; frame++) {
      long offset =
          width == Integer.BYTES ? Integer.toUnsignedLong(entries.getInt()) : entries.getLong();
      first[frame] = index.fragmentAt(offset);
      if (first[frame] < 0 || (frame > 0 && first[frame] <= first[frame - 1])) {
        return null;
      }
    }
    return first[0] == 0 ? first : null;
  }

  private static int @Nullable [] byImageStart(
      FragmentIndex index, int frames, FragmentStart starts) throws IOException {
    if (index.count() < frames) {
      return null;
    }
    var first = new int[frames + 1];
    int found = 0;
    for (int fragment = 0; fragment < index.count(); fragment++) {
      if (starts.isImageStart(fragment)) {
        if (found == frames) {
          return null;
        }
        first[found++] = fragment;
      }
    }
    first[frames] = index.count();
    return found == frames && first[0] == 0 ? first : null;
  }
}
