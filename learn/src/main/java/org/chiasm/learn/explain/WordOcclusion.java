package org.chiasm.learn.explain;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.chiasm.learn.encode.InputEncoding;
import org.chiasm.learn.encode.RowEncoder;
import org.chiasm.learn.encode.TensorSource;
import org.chiasm.note.text.WordCounts;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.InputCell;
import org.chiasm.study.InputDefinition;

/**
 * Finds the words of notes that a score comes from by taking one after the other away and scoring
 * again. Words are known by their buckets only; whoever has the notes finds them again. Costs a
 * score for each of a row's words that a model knows.
 */
public final class WordOcclusion {
  private static final int KEPT = 5;

  private final RowScorer scorer;
  private final TensorSource tensors;
  private final RowEncoder encoder;

  /**
   * Occlusion for a strategy.
   *
   * @param encoder which words the model knows
   */
  public WordOcclusion(RowScorer scorer, TensorSource tensors, RowEncoder encoder) {
    this.scorer = requireNonNull(scorer, "scorer");
    this.tensors = requireNonNull(tensors, "tensors");
    this.encoder = requireNonNull(encoder, "encoder");
  }

  /**
   * A word or pair of words that moves the score.
   *
   * @param move score of the whole minus score without it
   */
  public record Found(int bucket, double move) {}

  /** The words that move a row's score most, those first; none where the model knows none. */
  public List<Found> strongest(InputDefinition.Notes input, FeatureRow row) {
    if (!(row.cell(input.name()) instanceof InputCell.Present present)
        || !(present.value() instanceof InputCell.Value.Words words)) {
      return List.of();
    }
    var known = known(input.name());
    var asked = new ArrayList<Integer>();
    var rows = new ArrayList<FeatureRow>(List.of(row));
    for (int i = 0; i < words.counts().size(); i++) {
      int bucket = words.counts().bucket(i);
      var without = words.counts().without(Set.of(bucket));
      if (known.contains(bucket) && without.size() > 0) {
        asked.add(bucket);
        rows.add(with(row, input.name(), present, without, words.reference()));
      }
    }
    double[] scores = scorer.scores(rows, tensors);
    var found = new ArrayList<Found>();
    for (int i = 0; i < asked.size(); i++) {
      found.add(new Found(asked.get(i), scores[0] - scores[i + 1]));
    }
    found.sort(
        Comparator.comparingDouble((Found each) -> -Math.abs(each.move()))
            .thenComparingInt(Found::bucket));
    return found.stream().filter(each -> each.move() != 0).limit(KEPT).toList();
  }

  private SortedSet<Integer> known(String input) {
    var known = new TreeSet<Integer>();
    for (var encoding : encoder.encodings()) {
      if (encoding instanceof InputEncoding.Words words && words.input().equals(input)) {
        known.addAll(words.weights().buckets());
      }
    }
    return known;
  }

  private static FeatureRow with(
      FeatureRow row,
      String input,
      InputCell.Present present,
      WordCounts counts,
      String reference) {
    var cells = new LinkedHashMap<>(row.cells());
    cells.put(
        input,
        new InputCell.Present(
            new InputCell.Value.Words(counts, reference),
            present.ageHours(),
            present.unit(),
            present.origin(),
            present.assumptions()));
    return new FeatureRow(
        row.subject(),
        row.triggerSource(),
        row.triggerTime(),
        row.predictionTime(),
        row.decision(),
        cells);
  }
}
