package org.chiasm.learn.multiclass;

import java.util.Locale;
import org.chiasm.learn.evaluate.Measure;
import org.chiasm.learn.evaluate.Metric;

/**
 * A figure of merit of the probabilities of several classes; docs/EVALUATION.md has the formulas.
 */
public enum MultiClassMetric implements Measure {
  /** Mean over classes of the AUROC of each against all others. */
  AUROC_ONE_VS_REST(Metric.Better.HIGHER),
  /**
   * Mean over ordered pairs of classes of the chance that a row of the first has the higher
   * probability of the first (Hand and Till 2001, doi:10.1023/A:1010920819831).
   */
  AUROC_HAND_TILL(Metric.Better.HIGHER),
  /** Mean negative log probability of the class that came. */
  LOG_LOSS(Metric.Better.LOWER),
  /** Mean over rows of the squared differences, summed over classes (Brier 1950). */
  BRIER(Metric.Better.LOWER),
  /** Share of rows whose class has the highest probability. */
  ACCURACY(Metric.Better.HIGHER),
  /** Mean over classes of the share of their rows for which they have the highest probability. */
  BALANCED_ACCURACY(Metric.Better.HIGHER);

  private final Metric.Better better;

  MultiClassMetric(Metric.Better better) {
    this.better = better;
  }

  @Override
  public Metric.Better better() {
    return better;
  }

  @Override
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
