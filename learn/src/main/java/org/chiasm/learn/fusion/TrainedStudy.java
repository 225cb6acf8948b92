package org.chiasm.learn.fusion;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.chiasm.learn.division.Partition;
import org.chiasm.learn.division.SubjectSplit;
import org.chiasm.learn.encode.Feature;
import org.chiasm.learn.encode.FeatureMatrix;
import org.chiasm.learn.encode.FeatureReference;
import org.chiasm.learn.encode.RowEncoder;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.row.FeatureRow;
import org.chiasm.study.OutcomeDefinition;
import org.chiasm.study.StudyDefinition;

/**
 * A study's feature contract and every strategy fitted on one division of its rows.
 *
 * @param encoder settled on the training rows
 * @param strategies one for each branch and each fusion the study lists, in order
 * @param reference how every column was distributed in the training rows
 * @param noInputPrediction the prediction without any input: share of events, or median, of the
 *     training rows; NaN where there was none
 */
public record TrainedStudy(
    RowEncoder encoder,
    List<TrainedStrategy> strategies,
    List<FeatureReference> reference,
    double noInputPrediction) {
  /** Copies the strategies. */
  public TrainedStudy {
    requireNonNull(encoder, "encoder");
    strategies = List.copyOf(strategies);
    reference = List.copyOf(reference);
  }

  /**
   * Fits on the training rows of a partition, choosing and calibrating on its tuning rows; its
   * held-out rows are not looked at.
   *
   * @param rows all rows, that the partition counts in
   * @param outcomes one for each row, finite; of several classes 1 for the rows of one, else 0
   */
  public static TrainedStudy fit(
      StudyDefinition study,
      List<FeatureRow> rows,
      double[] outcomes,
      Partition partition,
      TensorFeatures tensors,
      FusionTraining training) {
    var trainingRows = partition.training().stream().map(rows::get).toList();
    var encoder = RowEncoder.fit(study, trainingRows, tensors);
    long seed = study.split().seed();
    var train = set(encoder, rows, outcomes, partition.training(), tensors, seed);
    var tuning = set(encoder, rows, outcomes, partition.tuning(), tensors, seed);
    var scale = scale(study.outcome(), train, tuning);
    return new TrainedStudy(
        encoder,
        training.fit(
            study.branches(),
            study.fusion().strategies(),
            study.fusion().late(),
            train.on(scale),
            tuning.on(scale)),
        FeatureReference.of(train.features()),
        noInput(study.outcome(), train.outcomes()));
  }

  private static TrainingSet set(
      RowEncoder encoder,
      List<FeatureRow> rows,
      double[] outcomes,
      List<Integer> chosen,
      TensorFeatures tensors,
      long seed) {
    var matrix = encoder.encode(chosen.stream().map(rows::get).toList(), tensors);
    var own = chosen.stream().mapToDouble(row -> outcomes[row]).toArray();
    var subjects = chosen.stream().map(row -> rows.get(row).subject()).toList();
    return new TrainingSet(matrix, own, OutcomeScale.LINEAR)
        .inParts(SubjectSplit.dealt(subjects, own, TrainingSet.PARTS, seed));
  }

  /** Quantities: whichever scale gives a linear model the lower absolute error on tuning rows. */
  private static OutcomeScale scale(
      OutcomeDefinition outcome, TrainingSet training, TrainingSet tuning) {
    return switch (outcome) {
      case OutcomeDefinition.Binary _,
          OutcomeDefinition.MultiClass _,
          OutcomeDefinition.TimeToEvent _ ->
          OutcomeScale.LOGIT;
      case OutcomeDefinition.TimeTo _ -> {
        boolean positive = true;
        for (double each : training.outcomes()) {
          positive &= each >= 0;
        }
        if (!positive || training.rowCount() == 0 || training.features().columnCount() == 0) {
          yield OutcomeScale.LINEAR;
        }
        yield loss(training, tuning, OutcomeScale.LOGARITHMIC)
                < loss(training, tuning, OutcomeScale.LINEAR)
            ? OutcomeScale.LOGARITHMIC
            : OutcomeScale.LINEAR;
      }
    };
  }

  private static double loss(TrainingSet training, TrainingSet tuning, OutcomeScale scale) {
    var model = LinearLearner.DEFAULT.fit(originals(training, scale), originals(tuning, scale));
    return scale.loss(model.scores(originals(tuning, scale).features()), tuning.outcomes());
  }

  private static TrainingSet originals(TrainingSet set, OutcomeScale scale) {
    return set.columns(Feature::isOriginal).on(scale);
  }

  private static double noInput(OutcomeDefinition outcome, double[] outcomes) {
    if (outcomes.length == 0) {
      return Double.NaN;
    }
    return switch (outcome) {
      case OutcomeDefinition.Binary _,
          OutcomeDefinition.MultiClass _,
          OutcomeDefinition.TimeToEvent _ ->
          Arrays.stream(outcomes).average().orElseThrow();
      case OutcomeDefinition.TimeTo _ -> {
        var sorted = outcomes.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        yield sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
      }
    };
  }

  /** The rows as the strategies read them. */
  public FeatureMatrix encode(List<FeatureRow> rows, TensorFeatures tensors) {
    return encoder.encode(rows, tensors);
  }

  /** The fitted strategies. */
  public List<TrainedStrategy.Fitted> fitted() {
    var fitted = new ArrayList<TrainedStrategy.Fitted>();
    for (var strategy : strategies) {
      if (strategy instanceof TrainedStrategy.Fitted each) {
        fitted.add(each);
      }
    }
    return fitted;
  }

  /** The strategies that were not fitted. */
  public List<TrainedStrategy.NotTrained> notTrained() {
    var absent = new ArrayList<TrainedStrategy.NotTrained>();
    for (var strategy : strategies) {
      if (strategy instanceof TrainedStrategy.NotTrained each) {
        absent.add(each);
      }
    }
    return absent;
  }

  /** A fitted strategy, if there is one of that key. */
  public Optional<TrainedStrategy.Fitted> fitted(StrategyKey key) {
    return fitted().stream().filter(each -> each.key().equals(key)).findFirst();
  }
}
