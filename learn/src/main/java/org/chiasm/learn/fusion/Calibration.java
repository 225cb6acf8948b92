package org.chiasm.learn.fusion;

/**
 * The straight line from a model's score to a calibrated one, on the logit scale (Platt 1999),
 * fitted on tuning rows.
 *
 * @param slope positive, so that it never changes an order
 */
public record Calibration(double slope, double intercept) {
  /** Leaves scores as they are. */
  public static final Calibration NONE = new Calibration(1, 0);

  private static final double SMALLEST_SLOPE = 0.1;

  /** Checks that the slope is positive. */
  public Calibration {
    if (!(slope > 0)) {
      throw new IllegalArgumentException("Calibration slope must be positive, got " + slope);
    }
  }

  /**
   * Fits on tuning rows. A unit penalty on slope − 1 keeps small sets near the identity; quantities
   * and sets with one outcome only are left as they are.
   */
  public static Calibration fit(double[] scores, TrainingSet tuning) {
    if (tuning.scale() != OutcomeScale.LOGIT || tuning.rowCount() == 0 || tuning.isConstant()) {
      return NONE;
    }
    var fit = new PenalisedFit(scores, 1, tuning.outcomes(), true);
    var penalty = new double[] {1.0 / scores.length, 0};
    var centre = new double[] {1, 0};
    var solved = fit.solve(penalty, centre, centre);
    return new Calibration(Math.max(solved[0], SMALLEST_SLOPE), solved[1]);
  }

  /** Calibrated scores. */
  double[] apply(double[] scores) {
    var calibrated = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      calibrated[i] = intercept + slope * scores[i];
    }
    return calibrated;
  }
}
