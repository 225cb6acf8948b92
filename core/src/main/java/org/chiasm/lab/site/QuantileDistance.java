package org.chiasm.lab.site;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.chiasm.study.ValueDistribution;

/**
 * How far one distribution lies from another, quantile against quantile between 5 and 95 %: in
 * logarithms where both are positive, in units of the reference's own spread.
 */
final class QuantileDistance {
  private static final int FIRST = 1;
  private static final int LAST = ValueDistribution.SHARES.size() - 2;

  private final ValueDistribution reference;
  private final boolean logarithmic;
  private final double spread;

  QuantileDistance(ValueDistribution reference, ValueDistribution site) {
    this.reference = reference;
    this.logarithmic = reference.isPositive() && site.isPositive();
    double middle = (of(reference.quantile(0.75)) - of(reference.quantile(0.25))) / 1.349;
    double wide = (of(reference.quantile(0.95)) - of(reference.quantile(0.05))) / 3.29;
    double least = logarithmic ? 0.01 : 0.01 * Math.max(1e-9, Math.abs(reference.quantile(0.5)));
    this.spread = Math.max(least, Math.max(middle, wide));
  }

  /** The mean distance after a change of the site's numbers; empty where a number has none. */
  OptionalDouble distance(ValueDistribution site, DoubleUnaryOperator change) {
    double sum = 0;
    for (int i = FIRST; i <= LAST; i++) {
      double number = change.applyAsDouble(site.quantiles().get(i));
      if (!Double.isFinite(number) || (logarithmic && number <= 0)) {
        return OptionalDouble.empty();
      }
      sum += Math.abs(of(number) - of(reference.quantiles().get(i)));
    }
    return OptionalDouble.of(sum / (LAST - FIRST + 1) / spread);
  }

  /** How much wider the site's middle is than the reference's. */
  double spreadRatio(ValueDistribution site) {
    double own = (of(site.quantile(0.9)) - of(site.quantile(0.1))) / 2.563;
    double other = (of(reference.quantile(0.9)) - of(reference.quantile(0.1))) / 2.563;
    return own / Math.max(other, 1e-12);
  }

  /** The site's median by the reference's, where both are positive; otherwise their difference. */
  double shift(ValueDistribution site) {
    List<Double> differences =
        IntStream.rangeClosed(FIRST, LAST)
            .mapToObj(i -> of(site.quantiles().get(i)) - of(reference.quantiles().get(i)))
            .sorted()
            .toList();
    double median = differences.get(differences.size() / 2);
    return logarithmic ? Math.exp(median) : median;
  }

  boolean isLogarithmic() {
    return logarithmic;
  }

  private double of(double number) {
    return logarithmic ? Math.log(number) : number;
  }
}
