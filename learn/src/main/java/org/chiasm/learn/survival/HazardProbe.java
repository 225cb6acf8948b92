package org.chiasm.learn.survival;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chiasm.learn.encode.FeatureMatrix;
import org.chiasm.learn.encode.RowEncoder;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.fusion.Calibration;
import org.chiasm.learn.fusion.OutcomeScale;
import org.chiasm.learn.fusion.Strategy;
import org.chiasm.learn.fusion.XgBoostLearner;
import org.chiasm.row.FeatureRow;
import org.chiasm.study.StudyDefinition;

/**
 * Boosted hazards of fixed shape over all columns of a study, fitted without tuning; the risk that
 * is usual among the training rows where there is nothing to read or no event.
 */
public final class HazardProbe {
  private final RowEncoder encoder;
  private final List<Double> times;
  private final double[] usual;
  private final Optional<Strategy> strategy;

  private HazardProbe(
      RowEncoder encoder, List<Double> times, double[] usual, Optional<Strategy> strategy) {
    this.encoder = encoder;
    this.times = times;
    this.usual = usual;
    this.strategy = strategy;
  }

  /**
   * Fits.
   *
   * @param study whose inputs are read
   * @param horizon the end of the risk window, in the outcome's unit
   */
  public static HazardProbe fit(
      StudyDefinition study,
      SurvivalRows training,
      double horizon,
      TensorFeatures tensors,
      XgBoostLearner learner) {
    requireNonNull(learner, "learner");
    var encoder = RowEncoder.fit(study, training.rows(), tensors);
    var times = RiskCurves.times(horizon);
    var all = KaplanMeier.ofEvents(training.followUps());
    var usual = times.stream().mapToDouble(time -> 1 - all.after(time)).toArray();
    if (encoder.features().isEmpty() || training.eventCount() == 0) {
      return new HazardProbe(encoder, times, usual, Optional.empty());
    }
    var columns = encoder.encode(training.rows(), tensors);
    return new HazardProbe(
        encoder, times, usual, Optional.of(strategy(columns, training, horizon, learner)));
  }

  /**
   * The risk of other rows by each of the times told, of a probe fitted on columns: times by rows.
   *
   * @param columns of the training rows, with at least one
   * @param asked the same columns of other rows
   */
  public static double[][] risks(
      FeatureMatrix columns,
      SurvivalRows training,
      double horizon,
      FeatureMatrix asked,
      XgBoostLearner learner) {
    var times = RiskCurves.times(horizon);
    return training.eventCount() == 0
        ? new double[times.size()][asked.rowCount()]
        : RiskCurves.at(times, strategy(columns, training, horizon, learner), asked);
  }

  private static Strategy strategy(
      FeatureMatrix columns, SurvivalRows training, double horizon, XgBoostLearner learner) {
    var intervals = Intervals.of(training.followUps(), horizon);
    var known = intervals.over(columns, training.followUps(), training.events());
    var none = intervals.over(columns.rows(new int[0]), List.of(), new double[0]);
    var model = learner.fitOverTime(known, none);
    return new Strategy.Joined(
        Set.copyOf(columns.branches()), model, Calibration.NONE, OutcomeScale.LOGIT);
  }

  /** The risk of rows by each of the times told: times by rows. */
  public double[][] risks(List<FeatureRow> rows, TensorFeatures tensors) {
    return strategy
        .map(each -> RiskCurves.at(times, each, encoder.encode(rows, tensors)))
        .orElseGet(
            () ->
                Arrays.stream(usual)
                    .mapToObj(
                        risk -> {
                          var same = new double[rows.size()];
                          Arrays.fill(same, risk);
                          return same;
                        })
                    .toArray(double[][]::new));
  }
}
