package org.chiasm.learn.evaluate;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * A strategy's metrics over some of the held-out rows.
 *
 * @param subgroup as the study lists it
 * @param level which of its values
 * @param eventCount rows with the outcome; for quantities all rows
 */
public record SubgroupResult(
    String subgroup,
    String level,
    int rowCount,
    int subjectCount,
    int eventCount,
    Map<Metric, MetricEstimate> metrics) {
  /** Copies the metrics. */
  public SubgroupResult {
    metrics = Collections.unmodifiableMap(new EnumMap<>(metrics));
  }
}
