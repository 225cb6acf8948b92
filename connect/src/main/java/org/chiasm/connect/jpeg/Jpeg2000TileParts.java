package org.chiasm.connect.jpeg;

import java.util.BitSet;
import java.util.HashMap;

/**
 * Walks over the tile-parts of a JPEG 2000 codestream (ISO/IEC 15444-1 A.4.2): the decoder goes on
 * after a cut, so we look first.
 */
final class Jpeg2000TileParts {
  private static final int SOT = 0xFF90;
  private static final int EOC = 0xFFD9;
  private static final int SOT_LENGTH = 12;

  private Jpeg2000TileParts() {}

  /**
   * Checks that every tile begins and every tile-part ends within the codestream.
   *
   * @param start the first byte after the main header
   * @throws JpegFormatException if it is cut
   */
  static void checkWhole(byte[] codestream, int start, long tiles) throws JpegFormatException {
    var seen = new BitSet();
    int at = start;
    while (at + 2 <= codestream.length && u16(codestream, at) == SOT) {
      if (at + SOT_LENGTH > codestream.length) {
        throw cut();
      }
      seen.set(u16(codestream, at + 4));
      long length = length(codestream, at);
      if (length == 0) {
        if (!endsWithMarker(codestream)) {
          throw cut();
        }
        at = codestream.length;
      } else {
        if (length < SOT_LENGTH || at + length > codestream.length) {
          throw cut();
        }
        at += (int) length;
      }
    }
    if (seen.cardinality() < tiles) {
      throw cut();
    }
  }

  /**
   * The codestream with as many tile-parts announced as there are: some encoders announce too few,
   * and the decoder would take the rest for damage. Itself where all is well. Ask {@link
   * #checkWhole} first.
   *
   * @param start the first byte after the main header
   */
  static byte[] withTrueCounts(byte[] codestream, int start) {
    var most = new HashMap<Integer, Integer>();
    boolean wrong = false;
    for (int at = start; isTilePart(codestream, at); at = next(codestream, at)) {
      int part = codestream[at + 10] & 0xFF;
      int announced = codestream[at + 11] & 0xFF;
      wrong |= announced != 0 && part >= announced;
      most.merge(u16(codestream, at + 4), part + 1, Math::max);
    }
    if (!wrong) {
      return codestream;
    }
    byte[] mended = codestream.clone();
    for (int at = start; isTilePart(mended, at); at = next(mended, at)) {
      mended[at + 11] = most.getOrDefault(u16(mended, at + 4), 0).byteValue();
    }
    return mended;
  }

  private static boolean isTilePart(byte[] codestream, int at) {
    return at + SOT_LENGTH <= codestream.length && u16(codestream, at) == SOT;
  }

  private static int next(byte[] codestream, int at) {
    long length = length(codestream, at);
    return length < SOT_LENGTH
        ? codestream.length
        : (int) Math.min(at + length, codestream.length);
  }

  private static long length(byte[] codestream, int at) {
    return (long) u16(codestream, at + 6) << Short.SIZE | u16(codestream, at + 8);
  }

  /** Whether the end marker is there, be it with a padding byte. */
  private static boolean endsWithMarker(byte[] codestream) {
    int end = codestream.length;
    return u16(codestream, end - 2) == EOC || u16(codestream, end - 3) == EOC;
  }

  private static JpegFormatException cut() {
    return JpegFormatException.truncated("The JPEG 2000 codestream ends before its tiles do");
  }

  private static int u16(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << Byte.SIZE | (bytes[at + 1] & 0xFF);
  }
}
