package org.chiasm.study;

import java.util.List;

/**
 * How results are judged.
 *
 * @param bootstrap number of resamples by subject, at least 100
 * @param subgroups names of inputs, or {@code sex}, {@code age_band}, {@code site}
 */
public record EvaluationPlan(int bootstrap, List<String> subgroups) {
  /** Copies the subgroups. */
  public EvaluationPlan {
    subgroups = List.copyOf(subgroups);
    if (bootstrap < 100) {
      throw new IllegalArgumentException("bootstrap must be at least 100, got " + bootstrap);
    }
  }
}
