package org.chiasm.app.hospital;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a row of the demo study must hold, worked out from the truth by the study's words alone and
 * without any of the code under test: the last value taken between 24 hours before the trigger and
 * the prediction time whose version is out by then.
 */
final class ExpectedInputs {
  private static final Duration WINDOW = Duration.ofHours(24);

  private ExpectedInputs() {}

  /** When a patient's CT reaches the archive. */
  static Instant triggerTime(PatientTruth patient) {
    return patient.ctTime().plus(Duration.ofMinutes(DemoSite.IMAGE_LAG_MINUTES));
  }

  /**
   * A laboratory input.
   *
   * @param last the last visible value in the window, in the study's unit
   * @param lastWithUnit the last whose unit the export carries, NaN where there is none
   */
  record Lab(double last, double lastWithUnit) {}

  /** Lab input to what a row must hold; no entry where nothing could be seen. */
  static Map<String, Lab> labs(PatientTruth patient, List<LabResult> results) {
    Instant trigger = triggerTime(patient);
    Instant prediction = trigger.plus(PatientGenerator.PREDICTION_DELAY);
    var expected = new LinkedHashMap<String, Lab>();
    for (var test : LabTest.values()) {
      var inWindow =
          results.stream()
              .filter(result -> result.test() == test)
              .filter(result -> !result.taken().isBefore(trigger.minus(WINDOW)))
              .filter(result -> !result.taken().isAfter(prediction))
              .filter(result -> visible(result, prediction).isPresent())
              .sorted(Comparator.comparing(LabResult::taken))
              .toList();
      if (!inWindow.isEmpty()) {
        expected.put(
            test.input(),
            new Lab(
                value(inWindow.getLast(), prediction),
                inWindow.reversed().stream()
                    .filter(LabResult::unitGiven)
                    .findFirst()
                    .map(result -> value(result, prediction))
                    .orElse(Double.NaN)));
      }
    }
    return expected;
  }

  private static double value(LabResult result, Instant time) {
    return result.inStudyUnit(visible(result, time).orElseThrow());
  }

  private static Optional<LabResult.Version> visible(LabResult result, Instant time) {
    return result.at(time).filter(version -> !version.status().equals("entered-in-error"));
  }
}
