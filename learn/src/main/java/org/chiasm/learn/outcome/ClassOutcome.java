package org.chiasm.learn.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.chiasm.learn.encode.FeatureMatrix;
import org.chiasm.learn.encode.RowEncoder;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.encode.TensorSource;
import org.chiasm.learn.evaluate.Judge;
import org.chiasm.learn.evaluate.Measure;
import org.chiasm.learn.fusion.FusionTraining;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.learn.fusion.XgBoostLearner;
import org.chiasm.learn.multiclass.ClassRows;
import org.chiasm.learn.multiclass.MultiClassComparison;
import org.chiasm.learn.multiclass.MultiClassMetric;
import org.chiasm.learn.multiclass.TrainedClasses;
import org.chiasm.learn.network.TrainingProgress;
import org.chiasm.row.LabelledRow;
import org.chiasm.row.Outcome;
import org.chiasm.study.PerformanceFloor;
import org.chiasm.study.StudyDefinition;

/**
 * One of several classes: a probability of each for each row.
 *
 * @param names of the classes, as the study lists them
 */
public record ClassOutcome(List<String> names) implements OutcomeKind {
  private static final PlainOutcome AGAINST_THE_OTHERS = new PlainOutcome(true);

  /** Copies the names. */
  public ClassOutcome {
    names = List.copyOf(names);
  }

  @Override
  public List<Measure> told() {
    return List.of(
        MultiClassMetric.AUROC_HAND_TILL,
        MultiClassMetric.AUROC_ONE_VS_REST,
        MultiClassMetric.LOG_LOSS,
        MultiClassMetric.BRIER,
        MultiClassMetric.BALANCED_ACCURACY);
  }

  @Override
  public List<Measure> measures() {
    return List.of(MultiClassMetric.values());
  }

  @Override
  public Measure loss() {
    return MultiClassMetric.LOG_LOSS;
  }

  @Override
  public PerformanceFloor usualFloor() {
    return new PerformanceFloor.Relative(MultiClassMetric.AUROC_HAND_TILL.id(), -0.02);
  }

  @Override
  public boolean isKnown(Outcome outcome) {
    return outcome instanceof Outcome.Observed;
  }

  @Override
  public double[] strata(KnownRows rows) {
    return classes(rows).places();
  }

  private ClassRows classes(KnownRows rows) {
    return ClassRows.of(rows.labelled(), names.size());
  }

  @Override
  public Judge judge(StudyDefinition study, KnownRows rows) {
    return classes(rows).judge(study);
  }

  @Override
  public Predictor probe(
      StudyDefinition study, KnownRows training, TensorFeatures tensors, XgBoostLearner learner) {
    var classes = classes(training);
    var encoder = RowEncoder.fit(study, training.rows(), tensors);
    var against = new ArrayList<Predictor>();
    for (int place = 0; place < names.size(); place++) {
      against.add(
          AGAINST_THE_OTHERS.probe(encoder, training, classes.against(place), tensors, learner));
    }
    return rows ->
        TrainedClasses.normalised(
            against.stream().map(each -> each.predict(rows)[0]).toArray(double[][]::new));
  }

  @Override
  public double[][] probe(
      FeatureMatrix training, KnownRows known, FeatureMatrix asked, XgBoostLearner learner) {
    var classes = classes(known);
    return TrainedClasses.normalised(
        IntStream.range(0, names.size())
            .mapToObj(
                place ->
                    AGAINST_THE_OTHERS
                        .fitted(training, classes.against(place), learner)
                        .predict(asked))
            .toArray(double[][]::new));
  }

  @Override
  public Compared compare(
      StudyDefinition study, KnownRows rows, TensorSource tensors, TrainingProgress progress) {
    var comparison =
        MultiClassComparison.run(
            study, rows.labelled(), tensors, progress, FusionTraining.of(study), false);
    var heldOut = new ArrayList<LabelledRow>();
    for (int row = 0; row < comparison.heldOut().rows().size(); row++) {
      heldOut.add(
          new LabelledRow(
              comparison.heldOut().rows().get(row),
              new Outcome.Observed(comparison.heldOut().classes().get(row))));
    }
    return new Compared(new KnownRows(heldOut), comparison.probabilities());
  }

  /**
   * A strategy of a finished model.
   *
   * @throws IllegalArgumentException if it is not fitted for every class
   */
  public static Predictor predictor(TrainedClasses model, StrategyKey key, TensorFeatures tensors) {
    if (!model.complete().contains(key)) {
      throw new IllegalArgumentException(key.id() + " is not fitted for every class");
    }
    return rows -> model.probabilities(key, rows, tensors);
  }
}
