package org.chiasm.learn.fusion;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** What became of a strategy that a study asks for. */
public sealed interface TrainedStrategy {
  /** Which strategy. */
  StrategyKey key();

  /**
   * It was fitted, once with each learner.
   *
   * @param chosen the learner with the lowest loss on rows that it did not learn from
   * @param byLearner the strategy fitted with each
   * @param tuningLoss of each, uncalibrated; 0 where there were no tuning rows
   */
  record Fitted(
      StrategyKey key,
      LearnerKind chosen,
      Map<LearnerKind, Strategy> byLearner,
      Map<LearnerKind, Double> tuningLoss)
      implements TrainedStrategy {
    /** Copies the maps. */
    public Fitted {
      requireNonNull(key, "key");
      byLearner = Collections.unmodifiableMap(new EnumMap<>(byLearner));
      tuningLoss = Collections.unmodifiableMap(new EnumMap<>(tuningLoss));
      if (!byLearner.containsKey(chosen)) {
        throw new IllegalArgumentException(
            "The chosen learner " + chosen + " is not among " + byLearner.keySet());
      }
    }

    /** The strategy with one learner. */
    public Strategy with(LearnerKind learner) {
      return requireNonNull(byLearner.get(learner), "every learner is fitted");
    }

    /** The strategy with the chosen learner. */
    public Strategy best() {
      return with(chosen);
    }
  }

  /**
   * It was not fitted.
   *
   * @param reason why, in words
   */
  record NotTrained(StrategyKey key, String reason) implements TrainedStrategy {
    /** Checks that nothing is missing. */
    public NotTrained {
      requireNonNull(key, "key");
      requireNonNull(reason, "reason");
    }
  }
}
