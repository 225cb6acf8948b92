package org.chiasm.learn.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A figure of merit of predictions against outcomes. Each is computed over rows with whole-number
 * weights, so that a bootstrap resample needs no copying; docs/LEARNING.md has the formulas.
 */
public enum Metric implements Measure {
  /** Area under the receiver operating characteristic; ties count half. */
  AUROC(Better.HIGHER, true),
  /** Average precision: the sum of precision times the rise in recall over thresholds. */
  AUPRC(Better.HIGHER, true),
  /** Mean squared difference of probability and outcome. */
  BRIER(Better.LOWER, true),
  /** Mean negative log likelihood, natural logarithm. */
  LOG_LOSS(Better.LOWER, true),
  /** Slope of the outcome's logistic regression on the logit of the prediction; 1 is ideal. */
  CALIBRATION_SLOPE(Better.NEITHER, true),
  /** Calibration in the large: that regression's intercept with the slope held at 1; 0 is ideal. */
  CALIBRATION_INTERCEPT(Better.NEITHER, true),
  /** Highest sensitivity at a specificity of at least 0.90. */
  SENSITIVITY_AT_SPECIFICITY_90(Better.HIGHER, true),
  /** Highest sensitivity at a specificity of at least 0.95. */
  SENSITIVITY_AT_SPECIFICITY_95(Better.HIGHER, true),
  /** Mean absolute error, in the outcome's unit. */
  MAE(Better.LOWER, false),
  /** Root of the mean squared error, in the outcome's unit. */
  RMSE(Better.LOWER, false),
  /** Share of the outcome's variance explained; negative where worse than the mean. */
  R2(Better.HIGHER, false),
  /** Share of pairs with different outcomes that predictions order rightly; ties count half. */
  CONCORDANCE(Better.HIGHER, false);

  /** Which way is good. */
  public enum Better {
    HIGHER,
    LOWER,
    /** Neither: an ideal value lies between. */
    NEITHER
  }

  private final Better better;
  private final boolean binary;

  Metric(Better better, boolean binary) {
    this.better = better;
    this.binary = binary;
  }

  @Override
  public Better better() {
    return better;
  }

  @Override
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The metrics of probabilities of a binary outcome, or of predicted quantities. */
  public static List<Metric> of(boolean binary) {
    return Arrays.stream(values()).filter(metric -> metric.binary == binary).toList();
  }

  /** Those of them that say which of two predictions is better. */
  static List<Metric> ordered(boolean binary) {
    return of(binary).stream().filter(metric -> metric.better != Better.NEITHER).toList();
  }

  /** The metric by which strategies are ranked. */
  public static Metric primary(boolean binary) {
    return binary ? AUROC : MAE;
  }

  /**
   * The metric over all rows, each counted once.
   *
   * @param outcomes 0 or 1, or quantities
   * @param predictions probabilities, or quantities; as many
   * @return nothing where it is not defined: no row, or one outcome only
   */
  public OptionalDouble of(double[] outcomes, double[] predictions) {
    var weights = new int[outcomes.length];
    Arrays.fill(weights, 1);
    return compute(new RankedPredictions(outcomes, predictions), weights);
  }

  OptionalDouble compute(RankedPredictions rows, int[] weights) {
    double value =
        switch (this) {
          case AUROC -> rows.auroc(weights);
          case AUPRC -> rows.averagePrecision(weights);
          case BRIER -> rows.meanSquaredError(weights);
          case LOG_LOSS -> rows.logLoss(weights);
          case CALIBRATION_SLOPE -> LogitRecalibration.slope(rows, weights);
          case CALIBRATION_INTERCEPT -> LogitRecalibration.intercept(rows, weights);
          case SENSITIVITY_AT_SPECIFICITY_90 -> rows.sensitivity(weights, 0.90);
          case SENSITIVITY_AT_SPECIFICITY_95 -> rows.sensitivity(weights, 0.95);
          case MAE -> rows.meanAbsoluteError(weights);
          case RMSE -> Math.sqrt(rows.meanSquaredError(weights));
          case R2 -> rows.explainedVariance(weights);
          case CONCORDANCE -> rows.concordance(weights);
        };
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
