package org.chiasm.learn.outcome;

import java.util.ArrayList;
import java.util.List;
import org.chiasm.learn.encode.FeatureMatrix;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.encode.TensorSource;
import org.chiasm.learn.evaluate.Judge;
import org.chiasm.learn.evaluate.Measure;
import org.chiasm.learn.fusion.TrainedStrategy;
import org.chiasm.learn.fusion.TrainedStudy;
import org.chiasm.learn.fusion.XgBoostLearner;
import org.chiasm.learn.network.TrainingProgress;
import org.chiasm.learn.survival.HazardProbe;
import org.chiasm.learn.survival.RiskCurves;
import org.chiasm.learn.survival.SurvivalComparison;
import org.chiasm.learn.survival.SurvivalMetric;
import org.chiasm.learn.survival.SurvivalRows;
import org.chiasm.row.LabelledRow;
import org.chiasm.row.Outcome;
import org.chiasm.study.PerformanceFloor;
import org.chiasm.study.StudyDefinition;

/**
 * A time to an event, some rows censored: the risk by each of twenty times for each row.
 *
 * @param horizon the last of them, in the outcome's unit
 */
public record TimedOutcome(double horizon) implements OutcomeKind {
  @Override
  public List<Measure> told() {
    return List.of(
        SurvivalMetric.CONCORDANCE_UNO,
        SurvivalMetric.CONCORDANCE_HARRELL,
        SurvivalMetric.INTEGRATED_BRIER,
        SurvivalMetric.BRIER_AT_HORIZON,
        SurvivalMetric.OBSERVED_LESS_PREDICTED);
  }

  @Override
  public List<Measure> measures() {
    return List.of(SurvivalMetric.values());
  }

  @Override
  public Measure loss() {
    return SurvivalMetric.INTEGRATED_BRIER;
  }

  @Override
  public PerformanceFloor usualFloor() {
    return new PerformanceFloor.Relative(SurvivalMetric.CONCORDANCE_UNO.id(), -0.02);
  }

  @Override
  public boolean isKnown(Outcome outcome) {
    return !(outcome instanceof Outcome.NoFollowup);
  }

  @Override
  public double[] strata(KnownRows rows) {
    return SurvivalRows.of(rows.labelled()).events();
  }

  @Override
  public Judge judge(StudyDefinition study, KnownRows rows) {
    return SurvivalRows.of(rows.labelled()).judge(study, RiskCurves.times(horizon));
  }

  @Override
  public Predictor probe(
      StudyDefinition study, KnownRows training, TensorFeatures tensors, XgBoostLearner learner) {
    var probe =
        HazardProbe.fit(study, SurvivalRows.of(training.labelled()), horizon, tensors, learner);
    return rows -> probe.risks(rows, tensors);
  }

  @Override
  public double[][] probe(
      FeatureMatrix training, KnownRows known, FeatureMatrix asked, XgBoostLearner learner) {
    return HazardProbe.risks(training, SurvivalRows.of(known.labelled()), horizon, asked, learner);
  }

  @Override
  public Compared compare(
      StudyDefinition study, KnownRows rows, TensorSource tensors, TrainingProgress progress) {
    var comparison = SurvivalComparison.run(study, rows.labelled(), tensors, progress);
    var heldOut = new ArrayList<LabelledRow>();
    for (int row = 0; row < comparison.heldOut().rows().size(); row++) {
      var followUp = comparison.heldOut().followUps().get(row);
      heldOut.add(
          new LabelledRow(
              comparison.heldOut().rows().get(row),
              followUp.event()
                  ? new Outcome.Observed(followUp.time())
                  : new Outcome.Censored(followUp.time())));
    }
    return new Compared(new KnownRows(heldOut), comparison.risks());
  }

  /** A strategy of a finished model. */
  public Predictor predictor(
      TrainedStudy model, TrainedStrategy.Fitted fitted, TensorFeatures tensors) {
    var times = RiskCurves.times(horizon);
    return rows -> RiskCurves.at(times, fitted.best(), model.encode(rows, tensors));
  }
}
