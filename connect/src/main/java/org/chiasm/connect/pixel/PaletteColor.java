package org.chiasm.connect.pixel;

import java.util.Arrays;

/**
 * A colour table (DICOM PS3.3 C.7.9, C.7.6.3.1.5): entries for red, green and blue from a first
 * index on; indexes below take the first entry, above the last.
 */
public final class PaletteColor {
  private final int first;
  private final int bits;
  private final int[][] tables;

  /**
   * A table.
   *
   * @param first the index that the first entry stands for
   * @param bits 8 or 16 of each entry
   * @param red as many as the others, at least one
   */
  public PaletteColor(int first, int bits, int[] red, int[] green, int[] blue) {
    if (red.length == 0 || green.length != red.length || blue.length != red.length) {
      throw new IllegalArgumentException(
          "A palette needs equally many red, green and blue entries, got "
              + red.length
              + ", "
              + green.length
              + ", "
              + blue.length);
    }
    if (bits != 8 && bits != 16) {
      throw new IllegalArgumentException("A palette has 8 or 16 bits, got " + bits);
    }
    this.first = first;
    this.bits = bits;
    this.tables = new int[][] {red.clone(), green.clone(), blue.clone()};
  }

  /** Bits of each colour. */
  public int bits() {
    return bits;
  }

  /** Red, green and blue side by side for each index. */
  int[] apply(int[] indexes) {
    int[] colors = new int[Math.multiplyExact(3, indexes.length)];
    int last = tables[0].length - 1;
    for (int i = 0; i < indexes.length; i++) {
      int entry = Math.clamp((long) indexes[i] - first, 0, last);
      for (int color = 0; color < 3; color++) {
        colors[3 * i + color] = tables[color][entry];
      }
    }
    return colors;
  }

  /**
   * Entries of a table as an element holds them.
   *
   * @param words 16-bit words as unsigned numbers
   * @param entries how many entries the descriptor announces
   * @param bits 8 or 16; entries of 8 bits may lie two in a word (PS3.5 A.1)
   */
  static int[] entries(int[] words, int entries, int bits) {
    if (bits == 8 && words.length < entries) {
      int[] unpacked = new int[2 * words.length];
      for (int i = 0; i < words.length; i++) {
        unpacked[2 * i] = words[i] & 0xFF;
        unpacked[2 * i + 1] = words[i] >> 8 & 0xFF;
      }
      return Arrays.copyOf(unpacked, Math.min(entries, unpacked.length));
    }
    return Arrays.copyOf(words, Math.min(entries, words.length));
  }

  /**
   * A table that comes as segments (PS3.3 C.7.9.2): discrete, linear and indirect.
   *
   * @param words 16-bit words as unsigned numbers
   * @param entries how many entries come out
   * @throws IllegalArgumentException if the segments contradict themselves
   */
  static int[] segmented(int[] words, int entries) {
    return new PaletteSegments(words, entries).expand();
  }
}
