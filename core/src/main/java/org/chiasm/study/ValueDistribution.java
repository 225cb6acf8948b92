package org.chiasm.study;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * How the values of one code are distributed at a site, as its file keeps it: the evidence by which
 * a number without a unit is judged. It is measured once and written down, never learned while rows
 * are made, so that no row depends on later data.
 *
 * @param unit UCUM, the unit of the quantiles
 * @param values how many values it rests on, positive
 * @param quantiles at {@link #SHARES}, finite, not falling
 */
public record ValueDistribution(String unit, long values, List<Double> quantiles) {
  /** Where quantiles are taken. */
  public static final List<Double> SHARES =
      List.of(0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99);

  /**
   * Copies the quantiles.
   *
   * @throws IllegalArgumentException if there are not nine, or they fall, or there are no values
   */
  public ValueDistribution {
    requireNonNull(unit, "unit");
    quantiles = List.copyOf(quantiles);
    if (values <= 0 || quantiles.size() != SHARES.size()) {
      throw new IllegalArgumentException(
          "ValueDistribution needs values and "
              + SHARES.size()
              + " quantiles, got "
              + values
              + " and "
              + quantiles.size());
    }
    for (int i = 0; i < quantiles.size(); i++) {
      if (!Double.isFinite(quantiles.get(i))
          || (i > 0 && quantiles.get(i) < quantiles.get(i - 1))) {
        throw new IllegalArgumentException(
            "ValueDistribution's quantiles must be finite and not fall, got " + quantiles);
      }
    }
  }

  /** The quantile at one of {@link #SHARES}. */
  public double quantile(double share) {
    return quantiles.get(SHARES.indexOf(share));
  }

  /** Whether all but outliers lie above zero, so that factors are what matters. */
  public boolean isPositive() {
    return quantiles.getFirst() > 0;
  }
}
