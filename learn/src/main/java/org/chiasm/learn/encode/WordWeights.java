package org.chiasm.learn.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chiasm.SubjectId;
import org.chiasm.note.text.WordCounts;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.InputCell.Present;
import org.chiasm.row.InputCell.Value;

/**
 * Which hashed words become columns and how much each says: TF-IDF (Salton and Buckley 1988,
 * doi:10.1016/0306-4573(88)90021-0). Of c occurrences in a row's notes a word's number is (1 + ln
 * c) · idf, idf = ln((1 + n) / (1 + d)) + 1 with d of n training rows that have it; a row's numbers
 * are then divided by the root of the sum of their squares. A row with notes and none of the words
 * has zeros.
 *
 * @param buckets rising
 * @param idf of each, positive
 */
public record WordWeights(List<Integer> buckets, List<Double> idf) {
  /** A word that fewer persons' training rows have is no column: it may name one of them. */
  static final int SUBJECTS_MIN = 5;

  /** Copies the lists. */
  public WordWeights {
    buckets = List.copyOf(buckets);
    idf = List.copyOf(idf);
    if (buckets.size() != idf.size() || idf.stream().anyMatch(each -> !(each > 0))) {
      throw new IllegalArgumentException(
          "Each of " + buckets.size() + " words needs a positive weight, got " + idf.size());
    }
    for (int i = 1; i < buckets.size(); i++) {
      if (buckets.get(i) <= buckets.get(i - 1)) {
        throw new IllegalArgumentException("Buckets of words rise, got " + buckets.get(i));
      }
    }
  }

  private static final class Seen {
    private final BitSet subjects = new BitSet();
    private int rows;
  }

  /**
   * The words whose presence varies most over training rows (the largest p(1 − p), p the share of
   * rows with notes that have the word), among those that at least five subjects have.
   *
   * @param max at most so many
   */
  static WordWeights fit(String input, List<FeatureRow> training, int max) {
    Map<SubjectId, Integer> subjects = new HashMap<>();
    Map<Integer, Seen> seen = new HashMap<>();
    int rows = 0;
    for (var row : training) {
      if (row.cell(input) instanceof Present present
          && present.value() instanceof Value.Words words) {
        rows++;
        int subject = subjects.computeIfAbsent(row.subject(), _ -> subjects.size());
        for (int i = 0; i < words.counts().size(); i++) {
          var each = seen.computeIfAbsent(words.counts().bucket(i), _ -> new Seen());
          each.subjects.set(subject);
          each.rows++;
        }
      }
    }
    double all = rows;
    var chosen =
        seen.entrySet().stream()
            .filter(each -> each.getValue().subjects.cardinality() >= SUBJECTS_MIN)
            .filter(each -> each.getValue().rows < all)
            .sorted(
                Comparator.comparingDouble(
                        (Map.Entry<Integer, Seen> each) ->
                            -(each.getValue().rows / all) * (1 - each.getValue().rows / all))
                    .thenComparing(Map.Entry::getKey))
            .limit(max)
            .toList();
    var idf = new TreeMap<Integer, Double>();
    for (var each : chosen) {
      idf.put(each.getKey(), StrictMath.log((1 + all) / (1 + each.getValue().rows)) + 1);
    }
    return new WordWeights(List.copyOf(idf.keySet()), new ArrayList<>(idf.values()));
  }

  /** The numbers of a row's words, in the order of the buckets. */
  double[] of(WordCounts counts) {
    var numbers = new double[buckets.size()];
    int column = 0;
    double squares = 0;
    for (int i = 0; i < counts.size(); i++) {
      while (column < numbers.length && buckets.get(column) < counts.bucket(i)) {
        column++;
      }
      if (column < numbers.length && buckets.get(column) == counts.bucket(i)) {
        numbers[column] = (1 + StrictMath.log(counts.count(i))) * idf.get(column);
        squares += numbers[column] * numbers[column];
      }
    }
    double length = Math.sqrt(squares);
    return squares == 0 ? numbers : Arrays.stream(numbers).map(each -> each / length).toArray();
  }
}
