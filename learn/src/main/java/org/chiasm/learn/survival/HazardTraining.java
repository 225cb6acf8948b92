package org.chiasm.learn.survival;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.chiasm.learn.division.Partition;
import org.chiasm.learn.division.SubjectSplit;
import org.chiasm.learn.encode.FeatureReference;
import org.chiasm.learn.encode.RowEncoder;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.fusion.FusionTraining;
import org.chiasm.learn.fusion.LinearLearner;
import org.chiasm.learn.fusion.TrainedStrategy;
import org.chiasm.learn.fusion.TrainedStudy;
import org.chiasm.learn.fusion.TrainingSet;
import org.chiasm.learn.fusion.XgBoostLearner;
import org.chiasm.learn.network.Checkpoints;
import org.chiasm.learn.network.PassListener;
import org.chiasm.row.FeatureRow;
import org.chiasm.study.StudyDefinition;

/**
 * Fits each branch alone and each fusion a study lists to follow-up that may be censored: hazards
 * in intervals by boosted trees, by logistic regression, by networks where a fusion asks for them,
 * and by their mean. Choices, calibration and late weights are made on pseudo-values of the tuning
 * rows at the horizon; networks stop and are calibrated by training rows set aside.
 *
 * @param fusion how hazards are fitted
 */
public record HazardTraining(FusionTraining fusion) {
  private static final XgBoostLearner.Settings SHAPE =
      new XgBoostLearner.Settings(0.03, 3, 3, 0.7, 0.3, 10);

  /** Checks that nothing is missing. */
  public HazardTraining {
    requireNonNull(fusion, "fusion");
  }

  /** Training with the default learners; a row makes several lines, so one shape is tried. */
  public static HazardTraining withSeed(long seed) {
    return new HazardTraining(
        new FusionTraining(
            new XgBoostLearner(List.of(SHAPE), 800, 60, 100, seed),
            new LinearLearner(List.of(1.0, 0.1, 0.01), 0.1)));
  }

  /** The same, its half-trained networks kept. */
  public HazardTraining with(Checkpoints checkpoints) {
    return new HazardTraining(fusion.with(checkpoints));
  }

  /** The same, with somebody told of each pass of each network. */
  public HazardTraining with(PassListener listener) {
    return new HazardTraining(fusion.with(listener));
  }

  /**
   * Fits on the training rows of a partition; its held-out rows are not looked at.
   *
   * @param followUps one for each row
   * @param horizon the end of the risk window, in the outcome's unit
   */
  public TrainedStudy fit(
      StudyDefinition study,
      List<FeatureRow> rows,
      List<FollowUp> followUps,
      double horizon,
      Partition partition,
      TensorFeatures tensors) {
    var trainingRows = partition.training().stream().map(rows::get).toList();
    var known = partition.training().stream().map(followUps::get).toList();
    var encoder = RowEncoder.fit(study, trainingRows, tensors);
    var training = encoder.encode(trainingRows, tensors);
    double risk = known.isEmpty() ? Double.NaN : 1 - KaplanMeier.ofEvents(known).after(horizon);
    if (known.stream().noneMatch(FollowUp::event)) {
      var none =
          FusionTraining.keys(study.branches(), study.fusion().strategies()).stream()
              .<TrainedStrategy>map(
                  key -> new TrainedStrategy.NotTrained(key, "no training row has an event"))
              .toList();
      return new TrainedStudy(encoder, none, FeatureReference.of(training), risk);
    }
    var intervals = Intervals.of(known, horizon);
    var events = Intervals.events(known);
    var subjects = trainingRows.stream().map(FeatureRow::subject).toList();
    var parts = SubjectSplit.dealt(subjects, events, TrainingSet.PARTS, study.split().seed());
    var tuning = encoder.encode(partition.tuning().stream().map(rows::get).toList(), tensors);
    var tuningKnown = partition.tuning().stream().map(followUps::get).toList();
    var strategies =
        fusion.fit(
            study.branches(),
            study.fusion().strategies(),
            study.fusion().late(),
            intervals.over(training, known, events).inParts(parts),
            intervals.over(tuning, tuningKnown, PseudoValues.of(tuningKnown, horizon)));
    return new TrainedStudy(encoder, strategies, FeatureReference.of(training), risk);
  }
}
