package org.chiasm.row;

import java.time.Duration;
import java.time.Instant;
import org.chiasm.ClinicalEvent;
import org.chiasm.EffectiveTime;
import org.chiasm.study.TimeWindow;

/**
 * Where an assembler stands: the anchor of the windows and the time up to which it sees.
 *
 * @param anchor the trigger time
 * @param predictionTime facts available after it are not seen
 */
public record Moment(Instant anchor, Instant predictionTime) {
  private static final double MILLIS_PER_HOUR = 3_600_000.0;

  /** Whether a fact's effective time lies in the window; a timeless fact lies in every window. */
  public boolean isInWindow(ClinicalEvent event, TimeWindow window) {
    return switch (event.effective()) {
      case EffectiveTime.At(var at) -> window.contains(at, anchor);
      case EffectiveTime.Timeless _ -> true;
    };
  }

  /** Prediction time minus effective time, in hours; NaN for a timeless fact. */
  double ageHours(ClinicalEvent event) {
    return switch (event.effective()) {
      case EffectiveTime.At(var at) -> ageHours(at);
      case EffectiveTime.Timeless _ -> Double.NaN;
    };
  }

  /** Prediction time minus {@code time}, in hours. */
  double ageHours(Instant time) {
    return Duration.between(time, predictionTime).toMillis() / MILLIS_PER_HOUR;
  }
}
