package org.chiasm.learn.budget;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.chiasm.row.BudgetRegion;

/**
 * How much may be missing for one strategy of a model, measured.
 *
 * @param floor in words
 * @param whole the rows as they are
 * @param importances of each unit, the weightiest first
 * @param bySubset each set of branches present, others taken away, the fullest first
 * @param seen rows as they are, in groups of rising missing share
 * @param random rows of which inputs were taken away at random, by rising missing share
 * @param trigger the smallest set found that keeps the floor
 * @param region what the gate lets pass
 * @param holds whether the floor is kept with nothing taken away; if not, the region lets no row
 *     pass of which anything weighty is missing and should not be used
 */
public record BudgetReport(
    String floor,
    BudgetPoint whole,
    List<UnitImportance> importances,
    List<Subset> bySubset,
    List<Step> seen,
    List<Step> random,
    TriggerSet trigger,
    BudgetRegion region,
    boolean holds) {
  /**
   * A set of branches present.
   *
   * @param branches which
   * @param rowsSeen rows that had exactly these, as they are
   * @param reachable whether the gate's required inputs allow it
   */
  public record Subset(Set<String> branches, int rowsSeen, boolean reachable, BudgetPoint point) {
    /** Copies the branches. */
    public Subset {
      branches = Collections.unmodifiableSet(new TreeSet<>(branches));
      requireNonNull(point, "point");
    }
  }

  /**
   * A step on the way from nothing to much missing.
   *
   * @param bound the weighted share that may be missing in its rows, of which as much is taken away
   *     as it allows; for rows as they are, the least in the group
   */
  public record Step(double bound, BudgetPoint point) {}

  /**
   * What must be there.
   *
   * @param branches the smallest sets of branches that keep the floor; empty where none does
   * @param units the fewest units found that keep it with all others taken away, by growing the set
   *     in order of importance and then dropping what is not needed; empty where none does
   */
  public record TriggerSet(List<Set<String>> branches, List<String> units) {
    /** Copies the lists. */
    public TriggerSet {
      branches = List.copyOf(branches);
      units = List.copyOf(units);
    }
  }

  /** Copies the lists. */
  public BudgetReport {
    requireNonNull(floor, "floor");
    requireNonNull(whole, "whole");
    importances = List.copyOf(importances);
    bySubset = List.copyOf(bySubset);
    seen = List.copyOf(seen);
    random = List.copyOf(random);
    requireNonNull(trigger, "trigger");
    requireNonNull(region, "region");
  }

  /** The weight of each unit by name. */
  public Map<String, Double> unitWeights() {
    var weights = new TreeMap<String, Double>();
    importances.forEach(each -> weights.merge(each.unit().name(), each.weight(), Double::sum));
    return weights;
  }
}
