package org.chiasm.learn.onnx;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The fields of one message in the wire format of Protocol Buffers, in their order, as far as
 * {@link ProtocolMessage} writes them. For one thread.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Protocol Buffers encoding</a>
 */
final class ProtocolReader {
  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;
  private static final int BITS_MAX = 63;

  private final byte[] bytes;
  private int at;

  private ProtocolReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * One field.
   *
   * @param value of a whole number, else 0
   * @param bytes of text, bytes or an inner message, else none
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Field(int number, long value, byte[] bytes) {
    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    List<Field> fields() {
      return ProtocolReader.fields(bytes);
    }
  }

  /**
   * The fields of a message.
   *
   * @throws IllegalArgumentException if the bytes are no such message
   */
  static List<Field> fields(byte[] message) {
    var reader = new ProtocolReader(message);
    var fields = new ArrayList<Field>();
    while (reader.at < message.length) {
      fields.add(reader.field());
    }
    return fields;
  }

  private Field field() {
    long key = varint();
    int number = (int) (key >>> 3);
    int kind = (int) (key & 7);
    if (kind == VARINT) {
      return new Field(number, varint(), new byte[0]);
    }
    if (kind != LENGTH_DELIMITED) {
      throw new IllegalArgumentException(
          "Field " + number + " has wire type " + kind + "; networks have 0 and 2 only");
    }
    long length = varint();
    if (length < 0 || length > bytes.length - at) {
      throw new IllegalArgumentException(
          "Field "
              + number
              + " has "
              + length
              + " bytes, of which "
              + (bytes.length - at)
              + " are");
    }
    int from = at;
    at += (int) length;
    return new Field(number, 0, Arrays.copyOfRange(bytes, from, at));
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift <= BITS_MAX; shift += 7) {
      if (at == bytes.length) {
        throw new IllegalArgumentException("A number ends after " + at + " bytes, within itself");
      }
      byte next = bytes[at++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("A number of more than 64 bits at byte " + at);
  }
}
