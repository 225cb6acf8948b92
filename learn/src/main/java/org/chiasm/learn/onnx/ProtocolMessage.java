package org.chiasm.learn.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One message in the wire format of Protocol Buffers, as far as ONNX needs it: whole numbers as
 * varints, and text, bytes and inner messages with their length before them. Fields come in the
 * order in which they are added; adding them by rising number gives the canonical bytes. For one
 * thread.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Protocol Buffers encoding</a>
 */
final class ProtocolMessage {
  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Adds a whole number. */
  ProtocolMessage add(int field, long value) {
    varint(((long) field << 3) | VARINT);
    varint(value);
    return this;
  }

  /** Adds text in UTF-8. */
  ProtocolMessage add(int field, String text) {
    return add(field, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds bytes. */
  ProtocolMessage add(int field, byte[] value) {
    varint(((long) field << 3) | LENGTH_DELIMITED);
    varint(value.length);
    bytes.writeBytes(value);
    return this;
  }

  /** Adds an inner message. */
  ProtocolMessage add(int field, ProtocolMessage inner) {
    return add(field, inner.toBytes());
  }

  /** Seven bits a byte, the lowest first; the highest bit says that more follow. */
  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
