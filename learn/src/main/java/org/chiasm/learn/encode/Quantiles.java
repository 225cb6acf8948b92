package org.chiasm.learn.encode;

/** Quantiles that interpolate linearly between order statistics (Hyndman and Fan 1996, type 7). */
final class Quantiles {
  private Quantiles() {}

  /** The quantile of sorted numbers, at least one, at a share from 0 to 1. */
  static double of(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
