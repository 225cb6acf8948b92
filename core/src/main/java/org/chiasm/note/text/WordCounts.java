package org.chiasm.note.text;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * How often each word, and each pair of neighbouring words, stands in texts; words by the number of
 * their bucket ({@link WordHash}), so that no text can be read from it. Names are hashed like other
 * words: who holds a list of names can ask whether one of them may stand in it. Immutable; eight
 * bytes for each bucket that is not empty.
 */
public final class WordCounts {
  /** The largest count that is kept; more count as this. */
  public static final int COUNT_MAX = 9_999;

  private final int[] buckets;
  private final int[] counts;

  private WordCounts(int[] buckets, int[] counts) {
    this.buckets = buckets;
    this.counts = counts;
  }

  /** The counts of several texts together; no pair reaches from one into another. */
  public static WordCounts of(Collection<String> texts) {
    int[] all =
        texts.stream()
            .flatMap(text -> WordHash.terms(text).stream())
            .mapToInt(WordHash.Term::bucket)
            .sorted()
            .toArray();
    var buckets = new int[all.length];
    var counts = new int[all.length];
    int size = 0;
    for (int i = 0; i < all.length; i++) {
      if (i == 0 || all[i] != all[i - 1]) {
        buckets[size++] = all[i];
      }
      counts[size - 1] = Math.min(counts[size - 1] + 1, COUNT_MAX);
    }
    return new WordCounts(Arrays.copyOf(buckets, size), Arrays.copyOf(counts, size));
  }

  /**
   * Reads what {@link #written} wrote.
   *
   * @return nothing where the text was not written by it
   */
  public static Optional<WordCounts> read(String written) {
    if (written.isEmpty()) {
      return Optional.of(new WordCounts(new int[0], new int[0]));
    }
    var entries = List.of(written.split(" ", -1));
    var buckets = new int[entries.size()];
    var counts = new int[entries.size()];
    for (int i = 0; i < buckets.length; i++) {
      var entry = entries.get(i);
      int colon = entry.indexOf(':');
      buckets[i] = number(entry.substring(0, Math.max(colon, 0)), WordHash.BUCKETS - 1);
      counts[i] = number(entry.substring(colon + 1), COUNT_MAX);
      if (buckets[i] < 0 || counts[i] < 1 || (i > 0 && buckets[i] <= buckets[i - 1])) {
        return Optional.empty();
      }
    }
    return Optional.of(new WordCounts(buckets, counts));
  }

  /** A number without sign and leading zeros from 0 to a largest one; -1 for anything else. */
  private static int number(String text, int max) {
    if (text.isEmpty() || text.length() > 6 || (text.length() > 1 && text.charAt(0) == '0')) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return number <= max ? number : -1;
  }

  /** {@code bucket:count}, by bucket, with blanks between: what a table of rows holds. */
  public String written() {
    var text = new StringBuilder();
    for (int i = 0; i < buckets.length; i++) {
      text.append(i == 0 ? "" : " ").append(buckets[i]).append(':').append(counts[i]);
    }
    return text.toString();
  }

  /** How many buckets are not empty. */
  public int size() {
    return buckets.length;
  }

  /** The number of a bucket that is not empty; they rise with {@code index}. */
  public int bucket(int index) {
    return buckets[index];
  }

  /** The count of that bucket, 1 to {@link #COUNT_MAX}. */
  public int count(int index) {
    return counts[index];
  }

  /** The same without some buckets. */
  public WordCounts without(Collection<Integer> others) {
    var keptBuckets = new int[buckets.length];
    var keptCounts = new int[buckets.length];
    int size = 0;
    for (int i = 0; i < buckets.length; i++) {
      if (!others.contains(buckets[i])) {
        keptBuckets[size] = buckets[i];
        keptCounts[size++] = counts[i];
      }
    }
    return new WordCounts(Arrays.copyOf(keptBuckets, size), Arrays.copyOf(keptCounts, size));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WordCounts words
        && Arrays.equals(buckets, words.buckets)
        && Arrays.equals(counts, words.counts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(buckets) + Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return "WordCounts[" + buckets.length + " buckets]";
  }
}
