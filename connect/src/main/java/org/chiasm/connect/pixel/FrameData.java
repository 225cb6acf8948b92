package org.chiasm.connect.pixel;

import static java.util.Objects.requireNonNull;

import java.nio.ByteOrder;
import java.util.List;

/** The coded bytes of one frame. */
public sealed interface FrameData {
  /** Pixels as they are (DICOM PS3.5 8.1). */
  final class Native implements FrameData {
    private final byte[] bytes;
    private final ByteOrder order;
    private final boolean inWords;

    /**
     * A frame.
     *
     * @param bytes from the frame's first bit on; may be longer than the frame. Not copied
     * @param order of pixel cells of more than 8 bits, and of 8-bit cells in 16-bit words
     * @param inWords whether the bytes come in 16-bit words (OW), which matters for 8-bit cells in
     *     big endian
     */
    public Native(byte[] bytes, ByteOrder order, boolean inWords) {
      this.bytes = requireNonNull(bytes, "bytes");
      this.order = requireNonNull(order, "order");
      this.inWords = inWords;
    }

    byte[] bytes() {
      return bytes;
    }

    ByteOrder order() {
      return order;
    }

    boolean inWords() {
      return inWords;
    }
  }

  /**
   * The fragments of a compressed frame, in order (DICOM PS3.5 A.4).
   *
   * @param fragments at least one. Not copied
   */
  record Encapsulated(List<byte[]> fragments) implements FrameData {
    /** Checks that there is one. */
    public Encapsulated {
      fragments = List.copyOf(fragments);
      if (fragments.isEmpty()) {
        throw new IllegalArgumentException("A compressed frame needs a fragment");
      }
    }

    /** All of it. */
    byte[] joined() {
      if (fragments.size() == 1) {
        return fragments.getFirst();
      }
      long total = fragments.stream().mapToLong(each -> each.length).sum();
      byte[] joined = new byte[Math.toIntExact(total)];
      int at = 0;
      for (byte[] fragment : fragments) {
        System.arraycopy(fragment, 0, joined, at, fragment.length);
        at += fragment.length;
      }
      return joined;
    }
  }
}
