package org.chiasm.connect.scp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes SCP-ECG files from the standard's text, independently of the reader. */
@SuppressWarnings("ByteBufferBackingArray")
public final class ScpWriter {
  /** The pointers to sections 0 to 11 must be there, whatever the file has (EN 1064, 5.3). */
  private static final int POINTERS = 12;

  private ScpWriter() {}

  /**
   * A file.
   *
   * @param numbers lead by lead, in steps of 5000 nV at 500 Hz
   * @param order of the differences, 0 to 2
   */
  public static byte[] file(int[] leads, int[][] numbers, int order, boolean isHuffman) {
    return file(leads, numbers, order, isHuffman, new byte[0]);
  }

  /**
   * A file.
   *
   * @param one content of section 1, see {@link #tag}; none where empty
   */
  public static byte[] file(
      int[] leads, int[][] numbers, int order, boolean isHuffman, byte[] one) {
    var sections = new ArrayList<byte[]>();
    sections.add(one);
    sections.add(isHuffman ? little(2).putShort((short) 19999).array() : new byte[0]);
    var three = little(2 + 9 * leads.length).put((byte) leads.length).put((byte) (4 | (leads.length << 3)));
    for (int i = 0; i < leads.length; i++) {
      three.putInt(1).putInt(numbers[i].length).put((byte) leads[i]);
    }
    sections.add(three.array());
    sections.add(new byte[0]);
    sections.add(new byte[0]);
    var data = new ArrayList<byte[]>();
    int total = 0;
    for (int[] lead : numbers) {
      var bytes = encode(differences(lead, order), isHuffman);
      total += bytes.length;
      data.add(bytes);
    }
    var six = little(6 + 2 * leads.length + total);
    six.putShort((short) 5000).putShort((short) 2000).put((byte) order).put((byte) 0);
    data.forEach(bytes -> six.putShort((short) bytes.length));
    data.forEach(six::put);
    sections.add(six.array());
    var seven = little(24).put((byte) 1).put((byte) 0);
    for (int value : new int[] {800, 29999, 100, 210, 260, 350, 640, 50, 60, 40}) {
      seven.putShort((short) value);
    }
    sections.add(seven.array());
    return assemble(sections);
  }

  /** A tag of section 1 with its value. */
  public static byte[] tag(int number, byte... value) {
    return little(3 + value.length)
        .put((byte) number)
        .putShort((short) value.length)
        .put(value)
        .array();
  }

  static byte[] assemble(List<byte[]> contents) {
    int pointers = 16 + 10 * POINTERS;
    int size = 6 + pointers;
    for (byte[] content : contents) {
      size += content.length == 0 ? 0 : 16 + content.length;
    }
    var file = little(size);
    file.putShort((short) 0).putInt(size);
    var zero = little(10 * POINTERS);
    int at = 6 + pointers;
    zero.putShort((short) 0).putInt(pointers).putInt(7);
    for (int number = 1; number < POINTERS; number++) {
      int length = number > contents.size() ? 0 : contents.get(number - 1).length;
      zero.putShort((short) number)
          .putInt(length == 0 ? 0 : 16 + length)
          .putInt(length == 0 ? 0 : at + 1);
      at += length == 0 ? 0 : 16 + length;
    }
    file.put(section(0, zero.array()));
    for (int number = 1; number <= contents.size(); number++) {
      if (contents.get(number - 1).length > 0) {
        file.put(section(number, contents.get(number - 1)));
      }
    }
    file.putShort(0, (short) crc(file.array(), 2));
    return file.array();
  }

  private static byte[] section(int number, byte[] content) {
    var section = little(16 + content.length);
    section.putShort((short) 0).putShort((short) number).putInt(16 + content.length);
    section.put((byte) 13).put((byte) 13);
    section.put((number == 0 ? "SCPECG" : "      ").getBytes(StandardCharsets.US_ASCII));
    section.put(content);
    section.putShort(0, (short) crc(section.array(), 2));
    return section.array();
  }

  /** By polynomial division of the bit string, as the standard words it. */
  private static int crc(byte[] bytes, int from) {
    int register = 0xffff;
    for (int bit = from * 8; bit < bytes.length * 8; bit++) {
      int next = (bytes[bit / 8] >> (7 - bit % 8)) & 1;
      boolean isOut = ((register >> 15) & 1) != next;
      register = (register << 1) & 0xffff;
      register ^= isOut ? 0x1021 : 0;
    }
    return register;
  }

  static int[] differences(int[] lead, int order) {
    var result = lead.clone();
    for (int i = lead.length - 1; i >= order && order > 0; i--) {
      result[i] = order == 1 ? lead[i] - lead[i - 1] : lead[i] - 2 * lead[i - 1] + lead[i - 2];
    }
    return result;
  }

  static byte[] encode(int[] numbers, boolean isHuffman) {
    var bits = new StringBuilder();
    for (int number : numbers) {
      if (!isHuffman) {
        bits.append(binary(number & 0xff, 8)).append(binary((number >> 8) & 0xff, 8));
      } else if (number == 0) {
        bits.append('0');
      } else if (Math.abs(number) <= 8) {
        bits.append("1".repeat(Math.abs(number))).append('0').append(number > 0 ? '0' : '1');
      } else if (number >= -128 && number <= 127) {
        bits.append("1111111110").append(binary(number & 0xff, 8));
      } else {
        bits.append("1111111111").append(binary(number & 0xffff, 16));
      }
    }
    bits.append("0".repeat((16 - bits.length() % 16) % 16));
    var bytes = new ByteArrayOutputStream();
    for (int i = 0; i < bits.length(); i += 8) {
      bytes.write(Integer.parseInt(bits.substring(i, i + 8), 2));
    }
    return bytes.toByteArray();
  }

  private static String binary(int value, int width) {
    String digits = Integer.toBinaryString(value);
    return "0".repeat(width - digits.length()) + digits;
  }

  static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
