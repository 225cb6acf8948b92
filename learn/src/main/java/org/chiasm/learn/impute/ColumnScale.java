package org.chiasm.learn.impute;

import java.util.Arrays;

/**
 * A column's way to a standard scale, from its training values.
 *
 * @param logarithmic whether ln(1 + value) is taken first: never negative and skewed
 * @param mean subtracted after that
 * @param deviation divides; positive
 * @param known how many training values there were
 */
record ColumnScale(boolean logarithmic, double mean, double deviation, int known) {
  private static final double SKEWED = 1;

  static ColumnScale of(double[] column) {
    var known = Arrays.stream(column).filter(value -> !Double.isNaN(value)).toArray();
    boolean logarithmic =
        Arrays.stream(known).allMatch(value -> value >= 0) && skewness(known) > SKEWED;
    var scaled = logarithmic ? Arrays.stream(known).map(StrictMath::log1p).toArray() : known;
    double mean = Arrays.stream(scaled).average().orElse(0);
    double squares = Arrays.stream(scaled).map(value -> (value - mean) * (value - mean)).sum();
    double deviation = known.length == 0 ? 0 : Math.sqrt(squares / known.length);
    return new ColumnScale(logarithmic, mean, deviation > 0 ? deviation : 1, known.length);
  }

  private static double skewness(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double second = 0;
    double third = 0;
    for (double value : values) {
      second += (value - mean) * (value - mean) / values.length;
      third += (value - mean) * (value - mean) * (value - mean) / values.length;
    }
    return second > 0 ? third / (second * Math.sqrt(second)) : 0;
  }

  /** On the standard scale; NaN stays. */
  double to(double value) {
    return ((logarithmic ? StrictMath.log1p(Math.max(value, 0)) : value) - mean) / deviation;
  }

  /** Back from it. */
  double from(double standard) {
    double scaled = standard * deviation + mean;
    return logarithmic ? Math.max(0, StrictMath.expm1(scaled)) : scaled;
  }
}
