package org.chiasm.connect.jpeg;

/** The bits of a JPEG-LS scan: after a byte of ones the next byte has seven (ITU-T T.87 A.1). */
final class JpegLsBits {
  private final byte[] data;
  private int next;
  private long buffer;
  private int count;
  private boolean afterOnes;

  JpegLsBits(byte[] data, int start) {
    this.data = data;
    this.next = start;
  }

  int bit() throws JpegFormatException {
    if (count == 0) {
      fill();
    }
    count--;
    return (int) (buffer >>> count) & 1;
  }

  /** The next {@code n} bits, 0 to 24, as an unsigned number. */
  int take(int n) throws JpegFormatException {
    if (n == 0) {
      return 0;
    }
    while (count < n) {
      fill();
    }
    count -= n;
    return (int) (buffer >>> count) & ((1 << n) - 1);
  }

  /** Takes zeros and the one after them; gives the number of zeros, at most {@code limit}. */
  int zeros(int limit) throws JpegFormatException {
    int zeros = 0;
    while (bit() == 0) {
      if (++zeros > limit) {
        throw JpegFormatException.malformed("JPEG-LS with a code longer than the limit");
      }
    }
    return zeros;
  }

  /** Where the marker after the scan starts. */
  int markerPosition() {
    for (int at = Math.max(0, next - 1); at + 1 < data.length; at++) {
      if ((data[at] & 0xFF) == 0xFF
          && (data[at + 1] & 0x80) != 0
          && (data[at + 1] & 0xFF) != 0xFF) {
        return at;
      }
    }
    return data.length;
  }

  private void fill() throws JpegFormatException {
    if (next >= data.length) {
      throw JpegFormatException.truncated("The JPEG-LS data end before the picture does");
    }
    int value = data[next] & 0xFF;
    if (afterOnes) {
      if ((value & 0x80) != 0) {
        throw JpegFormatException.truncated("The JPEG-LS data end before the picture does");
      }
      buffer = (buffer << 7) | value;
      count += 7;
    } else {
      buffer = (buffer << 8) | value;
      count += 8;
    }
    afterOnes = value == 0xFF;
    next++;
  }
}
