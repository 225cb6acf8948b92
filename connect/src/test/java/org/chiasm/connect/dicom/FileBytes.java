package org.chiasm.connect.dicom;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes DICOM bytes one by one, right or wrong, without the code under test. */
final class FileBytes {
  static final long UNDEFINED = 0xFFFFFFFFL;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

  /** A file up to its data set. */
  static FileBytes part10(String transferSyntax) {
    var meta = new FileBytes().explicit(0x00020010, "UI", padded(transferSyntax, '\0'));
    var file = new FileBytes();
    file.raw(new byte[128]).raw("DICM".getBytes(US_ASCII));
    file.explicit(0x00020000, "UL", file.word(4, meta.out.size())).raw(meta.bytes());
    return file;
  }

  FileBytes bigEndian() {
    order = ByteOrder.BIG_ENDIAN;
    return this;
  }

  FileBytes raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  FileBytes raw(FileBytes other) {
    return raw(other.bytes());
  }

  FileBytes explicit(int tag, String vr, String value) {
    return explicit(tag, vr, padded(value, vr.equals("UI") ? '\0' : ' ').getBytes(ISO_8859_1));
  }

  FileBytes explicit(int tag, String vr, byte[] value) {
    return explicitHeader(tag, vr, value.length).raw(value);
  }

  FileBytes explicitHeader(int tag, String vr, long length) {
    tag(tag).raw(vr.getBytes(US_ASCII));
    boolean isLong = "OB OD OF OL OV OW SQ SV UC UN UR UT UV ZZ".contains(vr);
    return isLong ? raw(word(2, 0)).raw(word(4, length)) : raw(word(2, length));
  }

  FileBytes implicit(int tag, String value) {
    return implicit(tag, padded(value, ' ').getBytes(ISO_8859_1));
  }

  FileBytes implicit(int tag, byte[] value) {
    return header(tag, value.length).raw(value);
  }

  /** An implicit VR element, an item or a delimiter up to its value. */
  FileBytes header(int tag, long length) {
    return tag(tag).raw(word(4, length));
  }

  FileBytes item(FileBytes content) {
    return header(0xFFFEE000, content.out.size()).raw(content);
  }

  FileBytes openItem(FileBytes content) {
    return header(0xFFFEE000, UNDEFINED).raw(content).header(0xFFFEE00D, 0);
  }

  FileBytes endOfSequence() {
    return header(0xFFFEE0DD, 0);
  }

  byte[] word(int width, long value) {
    var buffer = ByteBuffer.allocate(width).order(order);
    if (width == 2) {
      buffer.putShort((short) value);
    } else {
      buffer.putInt((int) value);
    }
    return buffer.array();
  }

  int size() {
    return out.size();
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  private FileBytes tag(int tag) {
    return raw(word(2, tag >>> 16)).raw(word(2, tag & 0xFFFF));
  }

  private static String padded(String value, char padding) {
    return value.length() % 2 == 0 ? value : value + padding;
  }
}
