package org.chiasm.row;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chiasm.SubjectId;

/**
 * One line of model input: what was known about a subject at a prediction time, for every input of
 * the study, and nothing that became available later.
 *
 * @param triggerSource what opened the case: a series UID, a recording or a resource
 * @param triggerTime when that became available
 * @param predictionTime what the row sees is available at or before it
 * @param decision whether the model may run
 * @param cells one for each input, in study order
 */
public record FeatureRow(
    SubjectId subject,
    String triggerSource,
    Instant triggerTime,
    Instant predictionTime,
    GateDecision decision,
    Map<String, InputCell> cells) {
  /** Copies the cells. */
  public FeatureRow {
    requireNonNull(subject, "subject");
    requireNonNull(triggerSource, "triggerSource");
    requireNonNull(triggerTime, "triggerTime");
    requireNonNull(predictionTime, "predictionTime");
    requireNonNull(decision, "decision");
    cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
  }

  /**
   * The cell of an input.
   *
   * @throws IllegalArgumentException if the study has no such input
   */
  public InputCell cell(String input) {
    var cell = cells.get(input);
    if (cell == null) {
      throw new IllegalArgumentException(
          "No input '" + input + "' in the row; it has " + cells.keySet());
    }
    return cell;
  }
}
