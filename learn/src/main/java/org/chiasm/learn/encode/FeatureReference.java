package org.chiasm.learn.encode;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How one column was distributed in training: what live values are later compared with.
 *
 * @param feature the column's name
 * @param missingShare share of rows without a value, 0 to 1
 * @param mean of the values; NaN where there is none
 * @param quantiles at {@link #SHARES}, interpolated linearly; empty where there is no value
 */
public record FeatureReference(
    String feature, double missingShare, double mean, List<Double> quantiles) {
  /** Where quantiles are taken. */
  public static final List<Double> SHARES =
      List.of(0.0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1.0);

  /** Copies the quantiles. */
  public FeatureReference {
    requireNonNull(feature, "feature");
    quantiles = List.copyOf(quantiles);
  }

  /** The distribution of every column of training rows. */
  public static List<FeatureReference> of(FeatureMatrix training) {
    var references = new ArrayList<FeatureReference>();
    for (int column = 0; column < training.columnCount(); column++) {
      var known =
          Arrays.stream(training.column(column)).filter(v -> !Double.isNaN(v)).sorted().toArray();
      references.add(
          new FeatureReference(
              training.features().get(column).name(),
              training.rowCount() == 0 ? 1 : 1 - (double) known.length / training.rowCount(),
              Arrays.stream(known).average().orElse(Double.NaN),
              known.length == 0
                  ? List.of()
                  : SHARES.stream().map(share -> Quantiles.of(known, share)).toList()));
    }
    return List.copyOf(references);
  }
}
