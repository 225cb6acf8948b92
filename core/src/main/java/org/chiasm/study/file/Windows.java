package org.chiasm.study.file;

import java.time.Duration;
import java.util.Optional;
import org.chiasm.study.StudyDurations;
import org.chiasm.study.TimeWindow;
import org.chiasm.study.yaml.Field;

/** What a window may cover, by what it is for. */
final class Windows {
  private Windows() {}

  /**
   * A window around the trigger time that ends at or before the prediction time.
   *
   * @param predictionDelay from the trigger to the prediction; where it is empty nothing is checked
   */
  static Optional<TimeWindow> untilPrediction(Field field, Optional<Duration> predictionDelay) {
    var window = Spelling.window(field);
    if (window.isPresent() && predictionDelay.isPresent()) {
      var end = window.get().end();
      if (end.offset().compareTo(predictionDelay.get()) > 0) {
        var latest = new TimeWindow.Bound(predictionDelay.get(), true);
        field.reject(
            "a window that ends by the prediction time, "
                + StudyDurations.format(predictionDelay.get())
                + " after the trigger: nothing later can be known then",
            window.get().start().offset().compareTo(predictionDelay.get()) < 0
                ? new TimeWindow(window.get().start(), latest).toString()
                : "");
        return Optional.empty();
      }
    }
    return window;
  }

  /** A window that does not start before the prediction time, from which it is measured. */
  static Optional<TimeWindow> fromPrediction(Field field) {
    var window = Spelling.window(field);
    if (window.isPresent() && window.get().start().offset().isNegative()) {
      field.reject(
          "a risk window that starts at 0h, the prediction time, or later: what happened before is"
              + " no risk",
          window.get().end().offset().isPositive()
              ? new TimeWindow(new TimeWindow.Bound(Duration.ZERO, false), window.get().end())
                  .toString()
              : "");
      return Optional.empty();
    }
    return window;
  }
}
