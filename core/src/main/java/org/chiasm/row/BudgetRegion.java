package org.chiasm.row;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The missing patterns within which a model was measured to keep its floor: how much importance may
 * be absent, and which groups of inputs must be there. Immutable; safe between threads.
 *
 * @param weights importance of each input that can be absent, not negative, summing to 1; inputs
 *     that are not named weigh nothing
 * @param maxFraction weighted share that may be absent, 0 to 1 inclusive
 * @param branchOf which branch each input belongs to
 * @param allowed sets of branches that suffice when no other has a value; empty where the branches
 *     were not measured, and then any set will do
 * @param floor the floor that is kept, in words
 */
public record BudgetRegion(
    Map<String, Double> weights,
    double maxFraction,
    Map<String, String> branchOf,
    List<Set<String>> allowed,
    String floor) {
  private static final int NAMED_MAX = 3;
  private static final double ROUNDING = 1e-9;

  /** Copies the collections and checks the bounds. */
  public BudgetRegion {
    weights = Collections.unmodifiableMap(new TreeMap<>(weights));
    branchOf = Collections.unmodifiableMap(new TreeMap<>(branchOf));
    allowed =
        allowed.stream()
            .<Set<String>>map(set -> Collections.unmodifiableSet(new TreeSet<>(set)))
            .toList();
    requireNonNull(floor, "floor");
    if (!(maxFraction >= 0 && maxFraction <= 1)) {
      throw new IllegalArgumentException("maxFraction must lie in [0, 1], got " + maxFraction);
    }
    if (!weights.values().stream().allMatch(weight -> weight >= 0)) {
      throw new IllegalArgumentException("Weights must not be negative, got " + weights);
    }
  }

  /** The weighted share of a row that is absent, 0 to 1. */
  public double missingFraction(Map<String, InputCell> cells) {
    double absent = 0;
    for (var weight : weights.entrySet()) {
      if (cells.get(weight.getKey()) instanceof InputCell.Missing) {
        absent += weight.getValue();
      }
    }
    return Math.min(1, absent);
  }

  /** The branches of which a row has a value. */
  public Set<String> present(Map<String, InputCell> cells) {
    var present = new TreeSet<String>();
    branchOf.forEach(
        (input, branch) -> {
          if (cells.get(input) instanceof InputCell.Present) {
            present.add(branch);
          }
        });
    return present;
  }

  /** Why a row lies outside, in words; nothing where it lies inside. */
  public Optional<String> outside(Map<String, InputCell> cells) {
    return outside(cells, maxFraction, true);
  }

  /**
   * The same with a bound of the study's own.
   *
   * @param bound weighted share that may be absent
   * @param branches whether the set of branches present matters
   */
  Optional<String> outside(Map<String, InputCell> cells, double bound, boolean branches) {
    double fraction = missingFraction(cells);
    if (fraction > bound + ROUNDING) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "inputs that carry %.0f %% of the importance are missing, more than the %.0f %%%s; the"
                  + " weightiest: %s",
              100 * fraction,
              100 * bound,
              branches
                  ? " within which the model was measured to keep its floor (" + floor + ")"
                  : " the study allows",
              weightiest(cells)));
    }
    var present = present(cells);
    if (branches && !allowed.isEmpty() && allowed.stream().noneMatch(present::containsAll)) {
      return Optional.of(
          "only "
              + (present.isEmpty() ? "nothing" : String.join(" and ", present))
              + " is present; the model was measured to keep its floor ("
              + floor
              + ") with "
              + minimal());
    }
    return Optional.empty();
  }

  private String weightiest(Map<String, InputCell> cells) {
    return String.join(
        ", ",
        weights.entrySet().stream()
            .filter(each -> cells.get(each.getKey()) instanceof InputCell.Missing)
            .sorted(
                Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(NAMED_MAX)
            .map(
                each ->
                    String.format(Locale.ROOT, "%s %.0f %%", each.getKey(), 100 * each.getValue()))
            .toList());
  }

  private String minimal() {
    var least = new ArrayList<String>();
    for (var set : allowed) {
      if (allowed.stream()
          .noneMatch(other -> other.size() < set.size() && set.containsAll(other))) {
        least.add(String.join(" and ", set));
      }
    }
    return String.join(", or ", least);
  }
}
