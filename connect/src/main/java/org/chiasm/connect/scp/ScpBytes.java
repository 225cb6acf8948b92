package org.chiasm.connect.scp;

import java.util.Arrays;

/** Little-endian numbers of a stretch of an SCP-ECG file, every access checked. */
final class ScpBytes {
  private final byte[] bytes;
  private final String name;

  /**
   * A stretch.
   *
   * @param name for messages
   */
  ScpBytes(byte[] bytes, String name) {
    this.bytes = bytes;
    this.name = name;
  }

  int length() {
    return bytes.length;
  }

  int u8(long at) throws ScpException {
    require(at, 1);
    return bytes[(int) at] & 0xff;
  }

  int u16(long at) throws ScpException {
    return u8(at) | (u8(at + 1) << 8);
  }

  int s16(long at) throws ScpException {
    return (short) u16(at);
  }

  long u32(long at) throws ScpException {
    return u16(at) | ((long) u16(at + 2) << 16);
  }

  byte[] part(long at, long length) throws ScpException {
    require(at, length);
    return Arrays.copyOfRange(bytes, (int) at, (int) (at + length));
  }

  /** CRC-CCITT with the start value 0xFFFF over everything from an offset on (EN 1064, 5.1.6). */
  int checksumFrom(int offset) {
    int crc = 0xffff;
    for (int i = offset; i < bytes.length; i++) {
      crc ^= (bytes[i] & 0xff) << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) == 0 ? crc << 1 : (crc << 1) ^ 0x1021;
      }
      crc &= 0xffff;
    }
    return crc;
  }

  private void require(long at, long length) throws ScpException {
    if (at < 0 || length < 0 || at > bytes.length || length > bytes.length - at) {
      throw ScpException.truncated(
          name + " ends: expected " + length + " bytes at " + at + ", it has " + bytes.length);
    }
  }
}
