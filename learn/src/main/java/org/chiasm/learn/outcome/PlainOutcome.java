package org.chiasm.learn.outcome;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.chiasm.learn.encode.FeatureMatrix;
import org.chiasm.learn.encode.RowEncoder;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.encode.TensorSource;
import org.chiasm.learn.evaluate.FusionComparison;
import org.chiasm.learn.evaluate.Judge;
import org.chiasm.learn.evaluate.Measure;
import org.chiasm.learn.evaluate.Metric;
import org.chiasm.learn.fusion.OutcomeScale;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.learn.fusion.TrainedStrategy;
import org.chiasm.learn.fusion.TrainedStudy;
import org.chiasm.learn.fusion.TrainingSet;
import org.chiasm.learn.fusion.XgBoostLearner;
import org.chiasm.learn.network.TrainingProgress;
import org.chiasm.row.LabelledRow;
import org.chiasm.row.Outcome;
import org.chiasm.study.PerformanceFloor;
import org.chiasm.study.StudyDefinition;

/**
 * Yes or no, or a quantity: one figure for each row.
 *
 * @param binary whether outcomes are 0 or 1 and predictions probabilities
 */
public record PlainOutcome(boolean binary) implements OutcomeKind {
  @Override
  public List<Measure> told() {
    return binary
        ? List.of(
            Metric.AUROC,
            Metric.AUPRC,
            Metric.BRIER,
            Metric.LOG_LOSS,
            Metric.CALIBRATION_SLOPE,
            Metric.CALIBRATION_INTERCEPT)
        : List.of(Metric.MAE, Metric.RMSE, Metric.R2, Metric.CONCORDANCE);
  }

  @Override
  public List<Measure> measures() {
    return List.copyOf(Metric.of(binary));
  }

  @Override
  public Measure loss() {
    return binary ? Metric.LOG_LOSS : Metric.MAE;
  }

  @Override
  public PerformanceFloor usualFloor() {
    return new PerformanceFloor.Relative(binary ? "auroc" : "r2", -0.02);
  }

  @Override
  public boolean isKnown(Outcome outcome) {
    return outcome instanceof Outcome.Observed(var value) && Double.isFinite(value);
  }

  @Override
  public double[] strata(KnownRows rows) {
    return rows.labelled().stream().mapToDouble(PlainOutcome::value).toArray();
  }

  private static double value(LabelledRow row) {
    return row.outcome() instanceof Outcome.Observed(var value) ? value : Double.NaN;
  }

  @Override
  public Judge judge(StudyDefinition study, KnownRows rows) {
    return new Judge(
        rows.subjects(), strata(rows), study.evaluate().bootstrap(), study.split().seed());
  }

  @Override
  public Predictor probe(
      StudyDefinition study, KnownRows training, TensorFeatures tensors, XgBoostLearner learner) {
    var encoder = RowEncoder.fit(study, training.rows(), tensors);
    return probe(encoder, training, strata(training), tensors, learner);
  }

  Predictor probe(
      RowEncoder encoder,
      KnownRows training,
      double[] known,
      TensorFeatures tensors,
      XgBoostLearner learner) {
    if (encoder.features().isEmpty() || training.size() == 0) {
      double mean = Arrays.stream(known).average().orElse(0);
      return rows -> new double[][] {OutcomeKind.constant(mean, rows.size())};
    }
    var probe = fitted(encoder.encode(training.rows(), tensors), known, learner);
    return rows -> new double[][] {probe.predict(encoder.encode(rows, tensors))};
  }

  @Override
  public double[][] probe(
      FeatureMatrix training, KnownRows known, FeatureMatrix asked, XgBoostLearner learner) {
    return new double[][] {fitted(training, strata(known), learner).predict(asked)};
  }

  /** A model of columns fitted on known outcomes. */
  Fitted fitted(FeatureMatrix training, double[] known, XgBoostLearner learner) {
    var scale = binary ? OutcomeScale.LOGIT : OutcomeScale.LINEAR;
    var none = new TrainingSet(training.rows(new int[0]), new double[0], scale);
    var model = learner.fit(new TrainingSet(training, known, scale), none);
    return asked -> scale.predictions(model.scores(asked));
  }

  /** Columns in, one prediction of each row out. */
  interface Fitted {
    double[] predict(FeatureMatrix asked);
  }

  @Override
  public Compared compare(
      StudyDefinition study, KnownRows rows, TensorSource tensors, TrainingProgress progress) {
    var heldOut = FusionComparison.run(study, rows.labelled(), tensors, progress).heldOut();
    var outcomes = heldOut.outcomes();
    var labelled =
        IntStream.range(0, outcomes.length)
            .mapToObj(
                row ->
                    new LabelledRow(heldOut.rows().get(row), new Outcome.Observed(outcomes[row])))
            .toList();
    var predictions = new TreeMap<StrategyKey, double[][]>();
    heldOut
        .strategies()
        .forEach(key -> predictions.put(key, new double[][] {heldOut.predictions(key)}));
    return new Compared(new KnownRows(labelled), predictions);
  }

  /** A strategy of a finished model. */
  public static Predictor predictor(
      TrainedStudy model, TrainedStrategy.Fitted fitted, TensorFeatures tensors) {
    return rows -> new double[][] {fitted.best().predictions(model.encode(rows, tensors))};
  }
}
