package org.chiasm.study;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a study's inputs are joined: in which branches they enter, by which strategies, and how much
 * is spent on the search for a learner's settings.
 *
 * @param strategies in file order
 * @param late how late fusion joins, if it is one of them
 * @param search how many settings of a learner are tried
 * @param branchByInput the branch of each input that names one; the others are in that of their
 *     modality
 * @param encoders the given encoder of each input that has one
 */
public record FusionPlan(
    List<FusionStrategy> strategies,
    LateRule late,
    Search search,
    Map<String, Branch> branchByInput,
    Map<String, EncoderRule> encoders) {
  /** Copies the collections. */
  public FusionPlan {
    strategies = List.copyOf(strategies);
    requireNonNull(late, "late");
    requireNonNull(search, "search");
    branchByInput = Collections.unmodifiableMap(new TreeMap<>(branchByInput));
    encoders = Collections.unmodifiableMap(new TreeMap<>(encoders));
  }

  /**
   * These strategies, everything else as where a study says nothing: each modality one branch, the
   * rule of late fusion chosen on tuning rows, the standard search, no given encoders.
   */
  public static FusionPlan of(List<FusionStrategy> strategies) {
    return new FusionPlan(strategies, LateRule.CHOSEN, Search.STANDARD, Map.of(), Map.of());
  }

  /** The same with other given encoders. */
  public FusionPlan withEncoders(Map<String, EncoderRule> others) {
    return new FusionPlan(strategies, late, search, branchByInput, others);
  }

  /** The branch with which an input enters. */
  public Branch branch(InputDefinition input) {
    return branchByInput.getOrDefault(input.name(), Branch.of(input.modality()));
  }

  /**
   * How much is spent on the search for a learner's settings.
   *
   * @param budget how many shapes of boosted trees are tried on each set of columns, 1 to 200
   */
  public record Search(int budget) {
    /** The most that may be tried: more would only fit the tuning rows. */
    public static final int BUDGET_MAX = 200;

    /** Where a study says nothing. */
    public static final Search STANDARD = new Search(4);

    /** Checks the bounds. */
    public Search {
      if (budget < 1 || budget > BUDGET_MAX) {
        throw new IllegalArgumentException(
            "search.budget must be 1 to " + BUDGET_MAX + ", got " + budget);
      }
    }
  }
}
