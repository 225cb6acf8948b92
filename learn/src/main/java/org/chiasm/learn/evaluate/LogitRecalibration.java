package org.chiasm.learn.evaluate;

/**
 * Logistic regression of outcomes on the logit of their predictions (Cox 1958; Van Calster et al.
 * 2019, doi:10.1186/s12916-019-1466-7), by Newton's method. NaN where it has no finite solution:
 * one outcome only, all predictions equal, or outcomes perfectly separated.
 */
final class LogitRecalibration {
  private static final int MOST_STEPS = 100;
  private static final double TOLERANCE = 1e-12;
  private static final double FAR = 1e4;

  private LogitRecalibration() {}

  static double slope(RankedPredictions rows, int[] weights) {
    return fit(rows, weights, true)[1];
  }

  static double intercept(RankedPredictions rows, int[] weights) {
    return fit(rows, weights, false)[0];
  }

  private static double[] fit(RankedPredictions rows, int[] weights, boolean freeSlope) {
    double positives = 0;
    double count = 0;
    for (int row = 0; row < rows.size(); row++) {
      positives += weights[row] * rows.outcome(row);
      count += weights[row];
    }
    double intercept = 0;
    double slope = 1;
    if (positives == 0 || positives == count) {
      return new double[] {Double.NaN, Double.NaN};
    }
    for (int step = 0; step < MOST_STEPS; step++) {
      double gradient0 = 0;
      double gradient1 = 0;
      double h00 = 0;
      double h01 = 0;
      double h11 = 0;
      for (int row = 0; row < rows.size(); row++) {
        if (weights[row] == 0) {
          continue;
        }
        double logit = rows.logit(row);
        double probability = 1 / (1 + StrictMath.exp(-(intercept + slope * logit)));
        double residual = weights[row] * (rows.outcome(row) - probability);
        double curvature = weights[row] * probability * (1 - probability);
        gradient0 += residual;
        gradient1 += residual * logit;
        h00 += curvature;
        h01 += curvature * logit;
        h11 += curvature * logit * logit;
      }
      double determinant = h00 * h11 - h01 * h01;
      double move0;
      double move1 = 0;
      if (freeSlope) {
        if (!(determinant > 1e-12 * h00 * h11)) {
          break;
        }
        move0 = (h11 * gradient0 - h01 * gradient1) / determinant;
        move1 = (h00 * gradient1 - h01 * gradient0) / determinant;
      } else {
        move0 = gradient0 / h00;
      }
      double shrink = 1 / Math.max(1, Math.max(Math.abs(move0), Math.abs(move1)) / 2);
      intercept += shrink * move0;
      slope += shrink * move1;
      if (!(Math.abs(intercept) < FAR && Math.abs(slope) < FAR)) {
        break;
      }
      if (Math.abs(move0) + Math.abs(move1) < TOLERANCE * (1 + Math.abs(intercept) + slope)) {
        return new double[] {intercept, slope};
      }
    }
    return new double[] {Double.NaN, Double.NaN};
  }
}
