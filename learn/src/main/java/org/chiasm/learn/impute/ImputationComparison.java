package org.chiasm.learn.impute;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.chiasm.learn.budget.MissingUnit;
import org.chiasm.learn.division.SubjectSplit;
import org.chiasm.learn.encode.Feature;
import org.chiasm.learn.encode.FeatureMatrix;
import org.chiasm.learn.encode.RowEncoder;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.evaluate.Judge;
import org.chiasm.learn.fusion.XgBoostLearner;
import org.chiasm.learn.outcome.KnownRows;
import org.chiasm.learn.outcome.OutcomeKind;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.StudyDefinition;

/**
 * Ways of filling in compared on tuning rows: fitted on training rows, judged by how near they come
 * to known values that were hidden, and by a probe of the outcome. Held-out rows are not looked at.
 *
 * @param scores one for each way, in order
 * @param chosen the way with the lowest loss of the outcome; of equal ones the first
 */
public record ImputationComparison(List<ImputationScore> scores, Imputation chosen) {
  private static final double HIDDEN_SHARE = 0.1;
  private static final int TRAINING_MAX = 3000;
  private static final XgBoostLearner.Settings PROBE =
      new XgBoostLearner.Settings(0.06, 3, 5, 0.8, 0.4, 10);
  private static final int ROUNDS = 120;

  /** Copies the scores. */
  public ImputationComparison {
    scores = List.copyOf(scores);
    requireNonNull(chosen, "chosen");
  }

  /**
   * Compares on the first division of a study's rows, by its tabular inputs.
   *
   * @param known of any kind of outcome; at most 3,000 training rows are used, spread evenly
   * @return nothing but an empty list and {@link Imputation#NONE} where no quantity has a gap
   */
  public static ImputationComparison of(StudyDefinition study, KnownRows known) {
    var kind = OutcomeKind.of(study);
    var rows = known.rows();
    var tabular =
        study.withInputs(
            study.inputs().stream().filter(InputDefinition.Tabular.class::isInstance).toList());
    var partition = SubjectSplit.of(study.split(), rows, kind.strata(known)).getFirst();
    var training = spread(partition.training());
    var tensors = new TensorFeatures(_ -> Optional.empty());
    var trainingRows = training.stream().map(rows::get).toList();
    var tuningRows = partition.tuning().stream().map(rows::get).toList();
    var encoder = RowEncoder.fit(tabular, trainingRows, tensors);
    var some = encoder.encode(trainingRows, tensors);
    var asked = encoder.encode(tuningRows, tensors);
    int[] quantities =
        IntStream.range(0, some.columnCount())
            .filter(column -> some.features().get(column).kind() == Feature.Kind.QUANTITY)
            .toArray();
    boolean gaps =
        IntStream.of(quantities)
            .anyMatch(column -> Arrays.stream(some.column(column)).anyMatch(Double::isNaN));
    if (!gaps || tuningRows.isEmpty()) {
      return new ImputationComparison(List.of(), Imputation.NONE);
    }
    var units = new HashMap<String, String>();
    MissingUnit.of(study)
        .forEach(unit -> unit.inputs().forEach(input -> units.put(input, unit.name())));
    var run =
        new Run(
            kind,
            some,
            known.at(training),
            asked,
            quantities,
            units,
            kind.judge(study, known.at(partition.tuning())),
            study.split().seed());
    var scores = Arrays.stream(Imputation.values()).map(run::score).toList();
    var best = scores.getFirst();
    for (var score : scores) {
      best = score.loss() < best.loss() ? score : best;
    }
    return new ImputationComparison(scores, best.way());
  }

  private static List<Integer> spread(List<Integer> rows) {
    int count = Math.min(TRAINING_MAX, rows.size());
    return IntStream.range(0, count)
        .mapToObj(i -> rows.get((int) ((long) i * rows.size() / count)))
        .toList();
  }

  /** One comparison on its way. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Run(
      OutcomeKind kind,
      FeatureMatrix training,
      KnownRows known,
      FeatureMatrix tuning,
      int[] quantities,
      Map<String, String> units,
      Judge judge,
      long seed) {
    ImputationScore score(Imputation way) {
      var scales =
          IntStream.of(quantities)
              .mapToObj(column -> ColumnScale.of(training.column(column)))
              .toList();
      var rows = StandardRows.of(columns(training), scales);
      var tuned = StandardRows.of(columns(tuning), scales);
      double rmse = Double.NaN;
      double mae = Double.NaN;
      long hiddenCount = 0;
      var trainingFilled = training;
      var tuningFilled = tuning;
      if (way != Imputation.NONE) {
        var filler = fit(way, rows);
        var hidden = hide(tuned);
        var guessed = filler.fill(hidden);
        double squares = 0;
        double gaps = 0;
        for (int column = 0; column < quantities.length; column++) {
          for (int row = 0; row < tuned.rowCount(); row++) {
            if (hidden.isMissing(row, column) && !tuned.isMissing(row, column)) {
              double gap = guessed.value(row, column) - tuned.value(row, column);
              squares += gap * gap;
              gaps += Math.abs(gap);
              hiddenCount++;
            }
          }
        }
        rmse = Math.sqrt(squares / hiddenCount);
        mae = gaps / hiddenCount;
        trainingFilled = filled(training, filler.fill(rows), scales);
        tuningFilled = filled(tuning, filler.fill(tuned), scales);
      }
      var predictions = predict(trainingFilled, tuningFilled);
      double loss = judge.value(kind.loss(), predictions);
      return new ImputationScore(
          way,
          rmse,
          mae,
          hiddenCount,
          Double.isNaN(loss) ? Double.POSITIVE_INFINITY : loss,
          judge.estimate(kind.measures(), predictions));
    }

    private static Filler fit(Imputation way, StandardRows rows) {
      return switch (way) {
        case NONE -> throw new IllegalArgumentException("NONE fills nothing in");
        case MEDIAN -> MedianFiller.fit(rows);
        case CHAINED -> ChainedEquations.fit(rows);
        case NEAREST -> NearestRows.fit(rows);
      };
    }

    private List<double[]> columns(FeatureMatrix matrix) {
      return IntStream.of(quantities).mapToObj(matrix::column).toList();
    }

    /**
     * Hides all columns of an input together: who does not measure it lacks its every reduction.
     */
    private StandardRows hide(StandardRows tuned) {
      var groups = new LinkedHashMap<String, List<Integer>>();
      for (int i = 0; i < quantities.length; i++) {
        var input = training.features().get(quantities[i]).input();
        groups.computeIfAbsent(units.getOrDefault(input, input), _ -> new ArrayList<>()).add(i);
      }
      var hidden = tuned.copy();
      var random = new Random(seed);
      for (Map.Entry<String, List<Integer>> group : groups.entrySet()) {
        for (int row = 0; row < tuned.rowCount(); row++) {
          if (random.nextDouble() < HIDDEN_SHARE) {
            for (int column : group.getValue()) {
              hidden.columns()[column][row] = Double.NaN;
            }
          }
        }
      }
      return hidden;
    }

    private FeatureMatrix filled(
        FeatureMatrix matrix, StandardRows rows, List<ColumnScale> scales) {
      int width = matrix.columnCount();
      var values = new double[matrix.rowCount() * width];
      for (int row = 0; row < matrix.rowCount(); row++) {
        System.arraycopy(matrix.row(row), 0, values, row * width, width);
        for (int i = 0; i < quantities.length; i++) {
          if (Double.isNaN(values[row * width + quantities[i]]) && scales.get(i).known() > 0) {
            values[row * width + quantities[i]] = scales.get(i).from(rows.value(row, i));
          }
        }
      }
      return FeatureMatrix.of(matrix.features(), matrix.rowCount(), values);
    }

    private double[][] predict(FeatureMatrix fitted, FeatureMatrix asked) {
      var probe = new XgBoostLearner(List.of(PROBE), ROUNDS, ROUNDS, ROUNDS, seed);
      return kind.probe(fitted, known, asked, probe);
    }
  }
}
