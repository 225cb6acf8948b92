package org.chiasm.connect.pixel;

import java.util.Arrays;

/** Expands a segmented palette (DICOM PS3.3 C.7.9.2). */
final class PaletteSegments {
  private static final int DISCRETE = 0;
  private static final int LINEAR = 1;
  private static final int INDIRECT = 2;

  private final int[] words;
  private final int[] table;
  private int count;

  PaletteSegments(int[] words, int entries) {
    this.words = words;
    this.table = new int[entries];
  }

  int[] expand() {
    run(0, Integer.MAX_VALUE, true);
    return Arrays.copyOf(table, count);
  }

  /** Expands segments from a word on, until the words end, or so many segments are done. */
  private void run(int start, int segments, boolean mayJump) {
    int at = start;
    for (int done = 0; done < segments && at < words.length && count < table.length; done++) {
      int kind = word(at);
      int length = word(at + 1);
      if (kind == DISCRETE) {
        for (int i = 0; i < length; i++) {
          add(word(at + 2 + i));
        }
        at += 2 + length;
      } else if (kind == LINEAR) {
        if (count == 0) {
          throw new IllegalArgumentException("A palette begins with a linear segment");
        }
        int from = table[count - 1];
        int to = word(at + 2);
        for (int i = 1; i <= length; i++) {
          add((int) Math.rint(from + (to - from) * (double) i / length));
        }
        at += 3;
      } else if (kind == INDIRECT && mayJump) {
        run((word(at + 2) | word(at + 3) << 16) / 2, length, false);
        at += 4;
      } else {
        throw new IllegalArgumentException("A palette has a segment of kind " + kind);
      }
    }
  }

  private void add(int entry) {
    if (count < table.length) {
      table[count++] = entry;
    }
  }

  private int word(int at) {
    if (at < 0 || at >= words.length) {
      throw new IllegalArgumentException("A palette's segments are cut");
    }
    return words[at];
  }
}
