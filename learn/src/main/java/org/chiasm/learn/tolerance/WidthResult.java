package org.chiasm.learn.tolerance;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chiasm.learn.evaluate.Measure;
import org.chiasm.learn.evaluate.MetricEstimate;

/**
 * One window width of one concept.
 *
 * @param width how far back from the end of the study's window
 * @param coverage share of all rows that have a value of any of the concept's inputs
 * @param medianAgeHours of the values that are there; NaN without any
 * @param drift largest share of the variance between subjects within the width; NaN where unknown
 * @param driftLow 2.5th percentile of the drift over resamples of subjects; NaN where unknown
 * @param driftHigh 97.5th percentile
 * @param alone held-out metrics of a probe that reads only the concept
 * @param added held-out metrics of a probe that reads the concept and every other input of the
 *     study
 * @param tuningGain of the second probe against the best width on tuning rows, in the primary
 *     metric, positive where better
 */
public record WidthResult(
    Duration width,
    double coverage,
    double medianAgeHours,
    double drift,
    double driftLow,
    double driftHigh,
    Map<Measure, MetricEstimate> alone,
    Map<Measure, MetricEstimate> added,
    MetricEstimate tuningGain) {
  /** Copies the maps. */
  public WidthResult {
    requireNonNull(width, "width");
    alone = Collections.unmodifiableMap(new LinkedHashMap<>(alone));
    added = Collections.unmodifiableMap(new LinkedHashMap<>(added));
    requireNonNull(tuningGain, "tuningGain");
  }

  /** A width whose drift has no interval. */
  WidthResult(
      Duration width,
      double coverage,
      double medianAgeHours,
      double drift,
      Map<Measure, MetricEstimate> alone,
      Map<Measure, MetricEstimate> added,
      MetricEstimate tuningGain) {
    this(width, coverage, medianAgeHours, drift, Double.NaN, Double.NaN, alone, added, tuningGain);
  }

  /** The width in hours. */
  public double hours() {
    return width.toMillis() / 3_600_000.0;
  }
}
