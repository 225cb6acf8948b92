package org.chiasm.connect.jpeg;

/**
 * The bits of an entropy-coded segment, stuffed zero bytes taken out (ITU-T T.81 F.2.2.5). At the
 * next marker the bits end.
 */
final class EntropyBits {
  private static final int MAX_PEEK = 16;

  private final byte[] data;
  private int next;
  private long buffer;
  private int count;
  private int padding;

  /** Bits from byte {@code start} of {@code data}. */
  EntropyBits(byte[] data, int start) {
    this.data = data;
    this.next = start;
  }

  /** The next {@code n} bits, 0 to 16, without taking them; zeros after the end. */
  int peek(int n) {
    if (count < n) {
      fill();
    }
    return (int) (buffer >>> (count - n)) & ((1 << n) - 1);
  }

  /** Takes {@code n} bits that were peeked at. */
  void skip(int n) throws JpegFormatException {
    count -= n;
    if (count < padding) {
      throw JpegFormatException.truncated("The coded data end before the picture does");
    }
  }

  /** Takes {@code n} bits, 0 to 16, as an unsigned number. */
  int take(int n) throws JpegFormatException {
    if (n == 0) {
      return 0;
    }
    int value = peek(n);
    skip(n);
    return value;
  }

  /** A signed number of {@code n} bits as differences are coded (T.81 F.2.2.1, EXTEND). */
  int takeSigned(int n) throws JpegFormatException {
    if (n == 0) {
      return 0;
    }
    int value = take(n);
    return value < 1 << (n - 1) ? value - (1 << n) + 1 : value;
  }

  /** Where the marker after the segment starts; bits not taken are passed over. */
  int markerPosition() {
    int at = next;
    while (at + 1 < data.length
        && !((data[at] & 0xFF) == 0xFF && data[at + 1] != 0 && (data[at + 1] & 0xFF) != 0xFF)) {
      at++;
    }
    return at + 1 < data.length ? at : data.length;
  }

  /**
   * Goes on after the restart marker with this number.
   *
   * @throws JpegFormatException if another marker, or none, follows
   */
  void restart(int number) throws JpegFormatException {
    int at = markerPosition();
    if (at >= data.length) {
      throw JpegFormatException.truncated("The coded data end where a restart marker should be");
    }
    int marker = data[at + 1] & 0xFF;
    if (marker != 0xD0 + number) {
      throw JpegFormatException.malformed(
          "Expected restart marker " + number + ", got marker " + Integer.toHexString(marker));
    }
    next = at + 2;
    buffer = 0;
    count = 0;
    padding = 0;
  }

  private void fill() {
    while (count <= Long.SIZE - 1 - 2 * Byte.SIZE && count < 2 * MAX_PEEK) {
      int value = 0;
      if (padding > 0 || next >= data.length) {
        padding += Byte.SIZE;
      } else {
        value = data[next] & 0xFF;
        if (value != 0xFF) {
          next++;
        } else if (next + 1 < data.length && data[next + 1] == 0) {
          next += 2;
        } else {
          value = 0;
          padding += Byte.SIZE;
        }
      }
      buffer = (buffer << Byte.SIZE) | value;
      count += Byte.SIZE;
    }
  }
}
