package org.chiasm.learn.evaluate;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chiasm.learn.fusion.LearnerKind;
import org.chiasm.learn.fusion.StrategyKey;

/**
 * What was fitted on one division of the rows, and how it did on the rows held out of it.
 *
 * @param fold from 0; 0 where there are no folds
 * @param trainingSubjects how many subjects the rows are of; likewise the others
 * @param fits one for each fitted strategy, in order
 */
public record FoldResult(
    int fold,
    int trainingRows,
    int trainingSubjects,
    int tuningRows,
    int tuningSubjects,
    int heldOutRows,
    int heldOutSubjects,
    List<Fit> fits) {
  /** Copies the fits. */
  public FoldResult {
    fits = List.copyOf(fits);
  }

  /**
   * One fitted strategy.
   *
   * @param chosen the learner with the lowest loss on rows that it did not learn from
   * @param tuningLoss of each learner, on tuning rows alone
   * @param hyperParameters that were chosen or fitted, by model and name
   * @param heldOut metrics on this fold's held-out rows; those not defined there are absent
   */
  public record Fit(
      StrategyKey key,
      LearnerKind chosen,
      Map<LearnerKind, Double> tuningLoss,
      Map<String, String> hyperParameters,
      Map<Metric, Double> heldOut) {
    /** Copies the maps. */
    public Fit {
      requireNonNull(key, "key");
      requireNonNull(chosen, "chosen");
      tuningLoss = Collections.unmodifiableMap(new EnumMap<>(tuningLoss));
      hyperParameters = Collections.unmodifiableMap(new TreeMap<>(hyperParameters));
      var copy = new EnumMap<Metric, Double>(Metric.class);
      copy.putAll(heldOut);
      heldOut = Collections.unmodifiableMap(copy);
    }
  }
}
