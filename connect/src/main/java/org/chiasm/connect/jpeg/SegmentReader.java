package org.chiasm.connect.jpeg;

/** The parameters of one marker segment (ITU-T T.81 B.1.1.4). */
final class SegmentReader {
  private final byte[] data;
  private final int end;
  private int next;

  /** The bytes from {@code start} up to and without {@code end}. */
  SegmentReader(byte[] data, int start, int end) {
    this.data = data;
    this.next = start;
    this.end = end;
  }

  boolean hasMore() {
    return next < end;
  }

  int remaining() {
    return end - next;
  }

  int u8() throws JpegFormatException {
    if (next >= end) {
      throw JpegFormatException.malformed("A JPEG marker segment is shorter than its content");
    }
    return data[next++] & 0xFF;
  }

  int u16() throws JpegFormatException {
    return u8() << Byte.SIZE | u8();
  }

  /** Whether the segment starts with these ASCII characters; nothing is taken. */
  boolean startsWith(String ascii) {
    if (remaining() < ascii.length()) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (data[next + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  void skip(int bytes) throws JpegFormatException {
    for (int i = 0; i < bytes; i++) {
      u8();
    }
  }
}
