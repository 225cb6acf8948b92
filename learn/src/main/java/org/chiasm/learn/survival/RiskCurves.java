package org.chiasm.learn.survival;

import java.util.List;
import java.util.stream.IntStream;
import org.chiasm.learn.encode.FeatureMatrix;
import org.chiasm.learn.fusion.OutcomeScale;
import org.chiasm.learn.fusion.Strategy;

/**
 * The risk of each row over time by a strategy. Its shape on the logit scale is that of its model,
 * of late fusion the mean of those of its members; shifted so that it ends at the strategy's own
 * score.
 */
public final class RiskCurves {
  private static final int STEPS = 20;

  private RiskCurves() {}

  /** The times at which risk is judged: twenty equal steps up to a horizon. */
  public static List<Double> times(double horizon) {
    return IntStream.rangeClosed(1, STEPS).mapToObj(step -> horizon * step / STEPS).toList();
  }

  /**
   * Probabilities at given times, the hazard being the same throughout an interval.
   *
   * @param times rising, up to the end of the last interval
   * @return times by rows
   * @throws IllegalArgumentException if the strategy tells no risk over time
   */
  public static double[][] at(List<Double> times, Strategy strategy, FeatureMatrix features) {
    var ends = strategy.ends();
    var atEnds = atEnds(strategy, features);
    var risks = new double[times.size()][features.rowCount()];
    for (int time = 0; time < risks.length; time++) {
      int interval = 0;
      while (interval < ends.size() - 1 && times.get(time) > ends.get(interval)) {
        interval++;
      }
      double from = interval == 0 ? 0 : ends.get(interval - 1);
      double share = (times.get(time) - from) / (ends.get(interval) - from);
      for (int row = 0; row < features.rowCount(); row++) {
        double before = interval == 0 ? 1 : 1 - atEnds[interval - 1][row];
        double after = 1 - atEnds[interval][row];
        risks[time][row] =
            before == 0 ? 1 : 1 - before * StrictMath.pow(after / before, Math.min(share, 1));
      }
    }
    return risks;
  }

  /** Probabilities at the ends of the intervals: intervals by rows. */
  private static double[][] atEnds(Strategy strategy, FeatureMatrix features) {
    var curves = shape(strategy, features);
    var scores = strategy.scores(features);
    int last = curves.length - 1;
    for (int row = 0; row < scores.length; row++) {
      double shift = scores[row] - curves[last][row];
      for (var at : curves) {
        at[row] = OutcomeScale.LOGIT.prediction(at[row] + shift);
      }
    }
    return curves;
  }

  private static double[][] shape(Strategy strategy, FeatureMatrix features) {
    return switch (strategy) {
      case Strategy.Joined joined -> joined.riskLogits(features);
      case Strategy.Late late -> {
        var mean = new double[late.ends().size()][features.rowCount()];
        for (var member : late.members()) {
          var own = member.model().riskLogits(features);
          for (int time = 0; time < mean.length; time++) {
            for (int row = 0; row < mean[time].length; row++) {
              mean[time][row] += own[time][row] / late.members().size();
            }
          }
        }
        yield mean;
      }
    };
  }
}
