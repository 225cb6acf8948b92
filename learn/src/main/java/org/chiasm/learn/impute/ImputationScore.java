package org.chiasm.learn.impute;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chiasm.learn.evaluate.Measure;
import org.chiasm.learn.evaluate.MetricEstimate;

/**
 * How one way of filling in did on tuning rows.
 *
 * @param rmse of known values that were hidden, in training standard deviations, on a logarithmic
 *     scale where the column is skewed; NaN where nothing is filled in
 * @param mae likewise
 * @param hidden how many values were hidden
 * @param loss of a probe fitted on filled-in training rows, on filled-in tuning rows: log loss,
 *     absolute error of a quantity, integrated Brier score over time
 * @param metrics of that probe on tuning rows
 */
public record ImputationScore(
    Imputation way,
    double rmse,
    double mae,
    long hidden,
    double loss,
    Map<Measure, MetricEstimate> metrics) {
  /** Copies the metrics. */
  public ImputationScore {
    requireNonNull(way, "way");
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }
}
