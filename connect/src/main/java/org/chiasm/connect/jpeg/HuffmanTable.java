package org.chiasm.connect.jpeg;

import java.util.Arrays;

/** A Huffman table (ITU-T T.81 Annex C, F.2.2.3): short codes by look-up, long ones by range. */
final class HuffmanTable {
  private static final int LOOKUP_BITS = 9;
  private static final int MAX_BITS = 16;

  private final int[] values;
  private final int[] lookup = new int[1 << LOOKUP_BITS];
  private final int[] maxCode = new int[MAX_BITS + 1];
  private final int[] offset = new int[MAX_BITS + 1];

  /**
   * A table.
   *
   * @param counts how many codes there are of 1, 2, … 16 bits
   * @param values their values, in the order of codes
   * @throws JpegFormatException if there are more codes than fit
   */
  HuffmanTable(int[] counts, int[] values) throws JpegFormatException {
    this.values = values.clone();
    Arrays.fill(lookup, -1);
    int code = 0;
    int index = 0;
    for (int bits = 1; bits <= MAX_BITS; bits++) {
      int number = counts[bits - 1];
      if (code + number > 1 << bits) {
        throw JpegFormatException.malformed("A Huffman table has more codes than fit");
      }
      offset[bits] = index - code;
      for (int i = 0; i < number; i++, code++, index++) {
        if (bits <= LOOKUP_BITS) {
          int first = code << (LOOKUP_BITS - bits);
          Arrays.fill(
              lookup,
              first,
              first + (1 << (LOOKUP_BITS - bits)),
              bits << Byte.SIZE | values[index]);
        }
      }
      maxCode[bits] = number == 0 ? -1 : code - 1;
      code <<= 1;
    }
  }

  /**
   * Takes the next code and gives its value, 0 to 255.
   *
   * @throws JpegFormatException if the bits are no code of the table, or end
   */
  int decode(EntropyBits bits) throws JpegFormatException {
    int entry = lookup[bits.peek(LOOKUP_BITS)];
    if (entry >= 0) {
      bits.skip(entry >> Byte.SIZE);
      return entry & 0xFF;
    }
    int all = bits.peek(MAX_BITS);
    for (int length = LOOKUP_BITS + 1; length <= MAX_BITS; length++) {
      int code = all >> (MAX_BITS - length);
      if (maxCode[length] >= 0 && code <= maxCode[length] && offset[length] + code >= 0) {
        bits.skip(length);
        return values[offset[length] + code];
      }
    }
    bits.skip(MAX_BITS);
    throw JpegFormatException.malformed("The coded data hold a code that is in no Huffman table");
  }
}
