package org.chiasm.connect.wfdb;

import java.io.IOException;

/** Bits of a stream, the highest of each byte first, with the CRC-16 of the bytes taken. */
final class BitFeed {
  private static final int POLYNOMIAL = 0x8005;
  private static final int[] CRC_TABLE = new int[256];
  private static final int LONGEST_UNARY = 1 << 24;

  private final ByteFeed bytes;
  private long held;
  private int heldBits;
  private int crc;

  static {
    for (int i = 0; i < CRC_TABLE.length; i++) {
      int value = i << 8;
      for (int bit = 0; bit < 8; bit++) {
        value = (value & 0x8000) != 0 ? (value << 1) ^ POLYNOMIAL : value << 1;
      }
      CRC_TABLE[i] = value & 0xffff;
    }
  }

  BitFeed(ByteFeed bytes) {
    this.bytes = bytes;
  }

  /** The next {@code count} bits, 0 to 32, as an unsigned number. */
  long unsigned(int count) throws IOException, WfdbException {
    while (heldBits < count) {
      pull();
    }
    heldBits -= count;
    return (held >>> heldBits) & ((1L << count) - 1);
  }

  /** The next {@code count} bits, 0 to 33, as a two's complement number. */
  long signed(int count) throws IOException, WfdbException {
    if (count == 0) {
      return 0;
    }
    long value = count > 32 ? (unsigned(count - 32) << 32) | unsigned(32) : unsigned(count);
    return value << (64 - count) >> (64 - count);
  }

  /** How many zeros stand before the next one. */
  int unary() throws IOException, WfdbException {
    int zeros = 0;
    while (unsigned(1) == 0) {
      if (++zeros > LONGEST_UNARY) {
        throw WfdbException.malformed("a compressed residual is longer than any sample");
      }
    }
    return zeros;
  }

  /** Drops what is left of the current byte. */
  void alignToByte() {
    heldBits -= heldBits % 8;
  }

  /** Starts the CRC anew; only at a byte's border. */
  void startCrc() {
    crc = 0;
  }

  /** The CRC-16 since {@link #startCrc}; 0 after a whole frame with its own CRC. */
  int crc() {
    return crc;
  }

  private void pull() throws IOException, WfdbException {
    int next = bytes.next();
    crc = ((crc << 8) ^ CRC_TABLE[(crc >>> 8) ^ next]) & 0xffff;
    held = (held << 8) | next;
    heldBits += 8;
  }
}
