package org.chiasm.learn.evaluate;

import static java.util.Objects.requireNonNull;

import org.chiasm.learn.fusion.StrategyKey;

/**
 * How much better one strategy is than another on the same rows and the same resamples.
 *
 * @param metric what is compared
 * @param advantage {@code left} minus {@code right}, with the sign turned where lower is better, so
 *     that positive always favours {@code left}
 */
public record PairedDifference(
    StrategyKey left, StrategyKey right, Metric metric, MetricEstimate advantage) {
  /** Checks that nothing is missing. */
  public PairedDifference {
    requireNonNull(left, "left");
    requireNonNull(right, "right");
    requireNonNull(metric, "metric");
    requireNonNull(advantage, "advantage");
  }

  /** Whether the interval lies wholly above zero. */
  public boolean isClear() {
    return advantage instanceof MetricEstimate.Estimated estimated && estimated.low() > 0;
  }

  static double advantage(
      Metric metric, RankedPredictions left, RankedPredictions right, int[] weights) {
    double difference =
        metric.compute(left, weights).orElse(Double.NaN)
            - metric.compute(right, weights).orElse(Double.NaN);
    return metric.better() == Metric.Better.LOWER ? 0 - difference : difference;
  }
}
