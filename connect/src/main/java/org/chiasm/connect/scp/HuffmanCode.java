package org.chiasm.connect.scp;

import java.util.ArrayList;
import java.util.List;

/**
 * The Huffman code of an SCP-ECG file (EN 1064, section 2 and annex C): prefix codes, some followed
 * by the number itself, some that switch to another table.
 */
final class HuffmanCode {
  private static final int DEFAULT_TABLE = 19_999;
  private static final int MOST_CODES = 4096;
  private static final int LONGEST_LITERAL = 24;

  private final List<List<Entry>> tables;

  private HuffmanCode(List<List<Entry>> tables) {
    this.tables = tables;
  }

  /**
   * One code.
   *
   * @param bits the prefix, first bit highest
   * @param literal how many bits of the number follow; 0 where the code stands for {@code value}
   * @param nextTable from 0, or -1 where the code is no switch
   */
  private record Entry(int prefix, long bits, int literal, int nextTable, int value) {}

  /** The code of section 2's content, without the section's header. */
  static HuffmanCode of(ScpBytes section) throws ScpException {
    int count = section.u16(0);
    if (count == DEFAULT_TABLE) {
      return standard();
    }
    var tables = new ArrayList<List<Entry>>();
    long at = 2;
    for (int t = 0; t < count; t++) {
      int codes = section.u16(at);
      if (codes == 0 || codes > MOST_CODES || tables.size() > 64) {
        throw ScpException.malformed("section 2, table " + (t + 1) + " has " + codes + " codes");
      }
      at += 2;
      var table = new ArrayList<Entry>();
      for (int c = 0; c < codes; c++, at += 9) {
        table.add(entry(section, at, count));
      }
      tables.add(List.copyOf(table));
    }
    if (tables.isEmpty()) {
      throw ScpException.malformed("section 2 has no table");
    }
    return new HuffmanCode(List.copyOf(tables));
  }

  private static Entry entry(ScpBytes section, long at, int tables) throws ScpException {
    int prefix = section.u8(at);
    int total = section.u8(at + 1);
    int mode = section.u8(at + 2);
    int value = section.s16(at + 3);
    long stored = section.u32(at + 5);
    if (prefix < 1 || prefix > 32 || total < prefix || total - prefix > LONGEST_LITERAL) {
      throw ScpException.malformed(
          "section 2: a code of " + prefix + " bits, " + total + " with its number");
    }
    long bits = (Long.reverse(stored) >>> 32) >>> (32 - prefix);
    if (mode == 0 && (value < 1 || value > tables)) {
      throw ScpException.malformed("section 2: a code switches to table " + value);
    }
    return new Entry(prefix, bits, total - prefix, mode == 0 ? value - 1 : -1, value);
  }

  /** The default table (EN 1064, annex C.3.7.6). */
  static HuffmanCode standard() {
    var table = new ArrayList<Entry>();
    table.add(new Entry(1, 0, 0, -1, 0));
    for (int size = 1; size <= 8; size++) {
      long ones = ((1L << size) - 1) << 2;
      table.add(new Entry(size + 2, ones, 0, -1, size));
      table.add(new Entry(size + 2, ones | 1, 0, -1, -size));
    }
    table.add(new Entry(10, 0x3fe, 8, -1, 0));
    table.add(new Entry(10, 0x3ff, 16, -1, 0));
    return new HuffmanCode(List.of(List.copyOf(table)));
  }

  /**
   * Decodes numbers.
   *
   * @param count how many there are
   * @throws ScpException if the bytes end before or hold no code of the table
   */
  int[] decode(byte[] bytes, int count) throws ScpException {
    if (count > 8L * bytes.length) {
      throw ScpException.truncated(
          count + " numbers cannot lie in " + bytes.length + " bytes of a lead");
    }
    var numbers = new int[count];
    var table = tables.getFirst();
    long at = 0;
    int switches = 0;
    for (int i = 0; i < count; ) {
      var entry = next(table, bytes, at);
      at += entry.prefix;
      if (entry.nextTable >= 0) {
        if (++switches > 8L * bytes.length) {
          throw ScpException.malformed("a lead switches tables without end");
        }
        table = tables.get(entry.nextTable);
      } else if (entry.literal > 0) {
        long literal = bits(bytes, at, entry.literal);
        at += entry.literal;
        numbers[i++] = (int) ((literal << (64 - entry.literal)) >> (64 - entry.literal));
      } else {
        numbers[i++] = entry.value;
      }
    }
    return numbers;
  }

  private static Entry next(List<Entry> table, byte[] bytes, long at) throws ScpException {
    for (var entry : table) {
      if (at + entry.prefix + entry.literal <= 8L * bytes.length
          && bits(bytes, at, entry.prefix) == entry.bits) {
        return entry;
      }
    }
    throw ScpException.truncated("no code of the table at bit " + at + " of a lead");
  }

  private static long bits(byte[] bytes, long at, int count) {
    long value = 0;
    for (long i = at; i < at + count; i++) {
      value = (value << 1) | ((bytes[(int) (i >> 3)] >> (7 - (int) (i & 7))) & 1);
    }
    return value;
  }
}
