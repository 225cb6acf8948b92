package org.chiasm.learn.evaluate;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.chiasm.learn.fusion.StrategyKey;

/**
 * How one strategy did on held-out rows.
 *
 * @param calibrationCurve at most ten points, by rising prediction
 * @param decisionCurve empty for quantities
 * @param subgroups in the order of the study and the level
 */
public record StrategyResult(
    StrategyKey key,
    Map<Metric, MetricEstimate> metrics,
    List<CalibrationBin> calibrationCurve,
    List<DecisionPoint> decisionCurve,
    List<SubgroupResult> subgroups) {
  /** Copies the collections. */
  public StrategyResult {
    requireNonNull(key, "key");
    metrics = Collections.unmodifiableMap(new EnumMap<>(metrics));
    calibrationCurve = List.copyOf(calibrationCurve);
    decisionCurve = List.copyOf(decisionCurve);
    subgroups = List.copyOf(subgroups);
  }

  /** One metric. */
  public MetricEstimate metric(Metric metric) {
    return metrics.getOrDefault(
        metric, new MetricEstimate.Undefined("not a metric of this kind of outcome"));
  }
}
