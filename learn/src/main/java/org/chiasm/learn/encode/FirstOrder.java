package org.chiasm.learn.encode;

import java.util.Arrays;
import java.util.List;

/**
 * Intensity-based statistics of a set of numbers (IBSI, doi:10.1148/radiol.2020191145, section 3.3;
 * names as there). Percentiles interpolate linearly between order statistics; variance divides by
 * n.
 */
final class FirstOrder {
  static final List<String> NAMES =
      List.of(
          "mean",
          "standard_deviation",
          "skewness",
          "excess_kurtosis",
          "percentile_1",
          "percentile_10",
          "percentile_25",
          "median",
          "percentile_75",
          "percentile_90",
          "percentile_99",
          "mean_absolute_deviation",
          "root_mean_square");

  private static final double[] PERCENTILES = {0.01, 0.10, 0.25, 0.50, 0.75, 0.90, 0.99};

  private FirstOrder() {}

  /** The statistics in the order of {@link #NAMES}; all NaN where there is no number. */
  static double[] measure(float[] numbers) {
    var result = new double[NAMES.size()];
    Arrays.fill(result, Double.NaN);
    var sorted = finite(numbers);
    if (sorted.length == 0) {
      return result;
    }
    Arrays.sort(sorted);
    double sum = 0;
    double squares = 0;
    for (float number : sorted) {
      sum += number;
      squares += (double) number * number;
    }
    double mean = sum / sorted.length;
    double absolute = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    for (float number : sorted) {
      double deviation = number - mean;
      double square = deviation * deviation;
      absolute += Math.abs(deviation);
      second += square;
      third += square * deviation;
      fourth += square * square;
    }
    double variance = second / sorted.length;
    result[0] = mean;
    result[1] = Math.sqrt(variance);
    if (variance > 1e-12) {
      result[2] = third / sorted.length / StrictMath.pow(variance, 1.5);
      result[3] = fourth / sorted.length / (variance * variance) - 3;
    }
    for (int i = 0; i < PERCENTILES.length; i++) {
      result[4 + i] = percentile(sorted, PERCENTILES[i]);
    }
    result[11] = absolute / sorted.length;
    result[12] = Math.sqrt(squares / sorted.length);
    return result;
  }

  /** The numbers that are finite, in order. */
  static float[] finite(float[] numbers) {
    int count = 0;
    var kept = new float[numbers.length];
    for (float number : numbers) {
      if (Float.isFinite(number)) {
        kept[count++] = number;
      }
    }
    return count == kept.length ? kept : Arrays.copyOf(kept, count);
  }

  private static double percentile(float[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
