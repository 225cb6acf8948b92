package org.chiasm.connect.dicom;

import java.io.IOException;
import java.io.InputStream;

/**
 * A large value that stays where it is, in a file or an array, until its bytes are asked for.
 * Immutable; the file must not change meanwhile.
 */
final class BulkData {
  private final ByteSource source;
  private final long offset;
  private final long length;
  private final int wordLength;

  /**
   * A value.
   *
   * @param wordLength how many bytes to turn around to make little endian; 1 for none
   */
  BulkData(ByteSource source, long offset, long length, int wordLength) {
    this.source = source;
    this.offset = offset;
    this.length = length;
    this.wordLength = wordLength;
  }

  long length() {
    return length;
  }

  long offset() {
    return offset;
  }

  ByteSource source() {
    return source;
  }

  /**
   * The bytes from {@code from}, little endian.
   *
   * @throws IOException if the file ends before or cannot be read
   */
  byte[] bytes(long from, int count) throws IOException {
    try (var in = source.open(offset + from)) {
      var bytes = in.readNBytes(count);
      if (bytes.length < count) {
        throw new IOException("The file has been cut since its header was read");
      }
      return reverseWords(bytes, wordLength);
    }
  }

  /** The whole value as it lies there, whatever its byte order; the caller closes it. */
  InputStream open() throws IOException {
    return source.open(offset);
  }

  /** Turns each whole word around, in place. */
  static byte[] reverseWords(byte[] bytes, int wordLength) {
    if (wordLength > 1) {
      for (int word = 0; word + wordLength <= bytes.length; word += wordLength) {
        for (int low = word, high = word + wordLength - 1; low < high; low++, high--) {
          byte swapped = bytes[low];
          bytes[low] = bytes[high];
          bytes[high] = swapped;
        }
      }
    }
    return bytes;
  }
}
