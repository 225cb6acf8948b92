package org.chiasm.learn.budget;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chiasm.learn.evaluate.Measure;
import org.chiasm.learn.evaluate.MetricEstimate;

/**
 * How a model does under one pattern of missing inputs.
 *
 * @param fraction mean weighted share that is missing in the rows
 * @param rowCount rows judged; a row masked in several ways counts several times, in one resample
 *     with its subject
 * @param metrics with intervals by resampling subjects
 * @param change against the same rows as they are, in the floor's metric, positive where better;
 *     undefined where there is nothing to compare with
 * @param aboveFloor whether the whole interval lies above the floor
 */
public record BudgetPoint(
    double fraction,
    int rowCount,
    Map<Measure, MetricEstimate> metrics,
    MetricEstimate change,
    boolean aboveFloor) {
  /** Copies the metrics. */
  public BudgetPoint {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    requireNonNull(change, "change");
  }
}
