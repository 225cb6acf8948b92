package org.chiasm.learn.tagger;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * Whole words by the CRC-32 of their small letters in UTF-8, modulo the number of buckets; for
 * models trained without a vocabulary.
 *
 * @param buckets how many numbers there are
 */
record HashingTokenizer(int buckets) implements PieceTokenizer {
  HashingTokenizer {
    if (buckets < 1) {
      throw new IllegalArgumentException("Hashing needs at least 1 bucket, got " + buckets);
    }
  }

  @Override
  public Pieces cut(String text, int from, int to, int max) {
    var ids = new long[max];
    var starts = new int[max];
    var ends = new int[max];
    int[] size = {0};
    WordScanner.scan(
        text,
        from,
        to,
        (start, end) -> {
          if (size[0] == max) {
            return false;
          }
          ids[size[0]] = bucket(text.substring(start, end));
          starts[size[0]] = start;
          ends[size[0]++] = end;
          return true;
        });
    var begins = new boolean[size[0]];
    Arrays.fill(begins, true);
    return new Pieces(
        Arrays.copyOf(ids, size[0]),
        Arrays.copyOf(starts, size[0]),
        Arrays.copyOf(ends, size[0]),
        begins);
  }

  /** The number of a word. */
  long bucket(String word) {
    var crc = new CRC32();
    crc.update(word.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    return crc.getValue() % buckets;
  }
}
