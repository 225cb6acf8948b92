package org.chiasm.learn.fusion;

import java.util.Arrays;

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

  /** A slope away from 1 by 1/8 is as unlikely before the tuning rows as one deviation. */
  private static final double SLOPE_PULL = 64;

  /** A shift by 0.1 is; training rows fix the level far better than the few tuning rows do. */
  private static final double SHIFT_PULL = 100;

  /** Checks that the slope is positive. */
  public Calibration {
    if (!(slope > 0)) {
      throw new IllegalArgumentException("Calibration slope must be positive, got " + slope);
    }
  }

  /**
   * Fits on tuning rows, by maximum a posteriori: slope normal around 1 with deviation 1/8, shift
   * of the score of the mean risk normal around 0 with deviation 0.1, so that few tuning rows move
   * little and many decide. The slope turns about the mean risk and not about the mean score, which
   * a few extreme scores pull away from it, so that a model that is too sure can be made less sure
   * without a change of its level. Quantities and sets with one outcome only are left as they are.
   */
  public static Calibration fit(double[] scores, TrainingSet tuning) {
    return fit(scores, tuning.scale(), tuning.outcomes(), SLOPE_PULL, SHIFT_PULL);
  }

  /**
   * The line to the logit from a score on a scale of its own: the same with a slope normal around 1
   * with deviation 1, and a shift with deviation 0.2.
   */
  static Calibration ofOtherScale(double[] scores, OutcomeScale scale, double[] outcomes) {
    return fit(scores, scale, outcomes, 1, 25);
  }

  private static Calibration fit(
      double[] scores, OutcomeScale scale, double[] outcomes, double slopePull, double shiftPull) {
    if (scale != OutcomeScale.LOGIT || Arrays.stream(outcomes).distinct().count() < 2) {
      return NONE;
    }
    double level = scoreOfMeanRisk(scores);
    var centred = Arrays.stream(scores).map(each -> each - level).toArray();
    var fit = new PenalisedFit(centred, 1, outcomes, true);
    var penalty = new double[] {slopePull / scores.length, shiftPull / scores.length};
    var centre = new double[] {1, level};
    var solved = fit.solve(penalty, centre, centre);
    double slope = Math.max(solved[0], SMALLEST_SLOPE);
    return new Calibration(slope, solved[1] - slope * level);
  }

  private static double scoreOfMeanRisk(double[] scores) {
    double risk =
        Arrays.stream(scores).map(each -> 1 / (1 + StrictMath.exp(-each))).average().orElseThrow();
    double within = Math.clamp(risk, 1e-6, 1 - 1e-6);
    return StrictMath.log(within / (1 - within));
  }

  /** This line, and then another. */
  Calibration then(Calibration other) {
    return new Calibration(other.slope * slope, other.intercept + other.slope * intercept);
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
