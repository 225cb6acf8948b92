package org.chiasm.learn.outcome;

import java.util.Arrays;
import java.util.List;
import org.chiasm.learn.encode.FeatureMatrix;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.encode.TensorSource;
import org.chiasm.learn.evaluate.Judge;
import org.chiasm.learn.evaluate.Measure;
import org.chiasm.learn.evaluate.Metric;
import org.chiasm.learn.fusion.XgBoostLearner;
import org.chiasm.learn.network.TrainingProgress;
import org.chiasm.row.Outcome;
import org.chiasm.study.OutcomeDefinition;
import org.chiasm.study.PerformanceFloor;
import org.chiasm.study.StudyDefinition;

/**
 * A kind of outcome: by which measures predictions of it are judged, which of them ranks and which
 * way it goes, which floor holds where a study states none, and how it is learned. Immutable.
 */
public sealed interface OutcomeKind permits PlainOutcome, ClassOutcome, TimedOutcome {
  /** The kind that a study predicts. */
  static OutcomeKind of(StudyDefinition study) {
    return switch (study.outcome()) {
      case OutcomeDefinition.Binary _ -> new PlainOutcome(true);
      case OutcomeDefinition.TimeTo _ -> new PlainOutcome(false);
      case OutcomeDefinition.MultiClass classes -> new ClassOutcome(classes.names());
      case OutcomeDefinition.TimeToEvent timed -> new TimedOutcome(timed.horizon());
    };
  }

  /** The measures that are told of performance and calibration, the one that ranks first. */
  List<Measure> told();

  /** Every measure of this kind. */
  List<Measure> measures();

  /** The measure in which the rise is an input's importance: a mean over rows, lower is better. */
  Measure loss();

  /** What a measured budget keeps where a study states no floor. */
  PerformanceFloor usualFloor();

  /** Whether a row's outcome says enough to learn and judge by. */
  boolean isKnown(Outcome outcome);

  /** One number for each row, by which divisions are made alike. */
  double[] strata(KnownRows rows);

  /** Judges predictions of rows by every measure of this kind. */
  Judge judge(StudyDefinition study, KnownRows rows);

  /**
   * A model of fixed shape, the same whatever it reads, fitted on rows without tuning; what is
   * usual among them where there is nothing to read.
   *
   * @param study whose inputs it reads
   */
  Predictor probe(
      StudyDefinition study, KnownRows training, TensorFeatures tensors, XgBoostLearner learner);

  /**
   * Predictions of a model of fixed shape, fitted on columns without tuning: figures by rows.
   *
   * @param training columns of the rows that are known, with at least one
   * @param asked the same columns of other rows
   */
  double[][] probe(
      FeatureMatrix training, KnownRows known, FeatureMatrix asked, XgBoostLearner learner);

  /** Trains every strategy of a study and predicts the rows that each division holds out. */
  Compared compare(
      StudyDefinition study, KnownRows rows, TensorSource tensors, TrainingProgress progress);

  /** The measure that ranks strategies. */
  default Measure primary() {
    return told().getFirst();
  }

  /** Those that say which of two predictions is better, and so may be a floor. */
  default List<Measure> ordered() {
    return measures().stream().filter(each -> each.better() != Metric.Better.NEITHER).toList();
  }

  /** The same figure for each of so many rows. */
  static double[] constant(double figure, int rows) {
    var all = new double[rows];
    Arrays.fill(all, figure);
    return all;
  }
}
