package org.chiasm.learn.evaluate;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.chiasm.study.Branch;

/**
 * What a branch is worth to a strategy: its Shapley value over performance, the mean gain it brings
 * over all orders in which the branches could join (Shapley 1953). The values of all branches sum
 * to the performance with all minus that with none.
 *
 * @param branch which
 * @param value in the primary metric, positive where better, with an interval by resampling
 *     subjects
 */
public record BranchValue(Branch branch, MetricEstimate value) {
  /** More branches than this would need too many subsets; none is then valued. */
  static final int BRANCHES_MAX = 6;

  /** Checks that nothing is missing. */
  public BranchValue {
    requireNonNull(branch, "branch");
    requireNonNull(value, "value");
  }

  /**
   * The value of each branch.
   *
   * @param measure that ranks strategies
   * @param predictions of the judged rows with each subset of the branches present, figures by
   *     rows; the empty one too
   */
  static List<BranchValue> of(
      Measure measure, Map<Set<Branch>, double[][]> predictions, Judge judge) {
    var all = new TreeSet<Branch>();
    predictions.keySet().forEach(all::addAll);
    var order = List.copyOf(all);
    var bySubset = new ArrayList<double[][]>();
    for (int bits = 0; bits < 1 << order.size(); bits++) {
      bySubset.add(requireNonNull(predictions.get(subset(bits, order)), "every subset"));
    }
    double sign = measure.better() == Metric.Better.LOWER ? -1 : 1;
    var values = new ArrayList<BranchValue>();
    for (int i = 0; i < order.size(); i++) {
      int branch = i;
      values.add(
          new BranchValue(
              order.get(i),
              judge.combined(
                  measure,
                  bySubset,
                  performance ->
                      shapley(
                          branch,
                          order.size(),
                          subset -> sign * performance.applyAsDouble(subset)))));
    }
    return values;
  }

  /** The branches whose bits are set. */
  static Set<Branch> subset(int bits, List<Branch> order) {
    var subset = new TreeSet<Branch>();
    for (int i = 0; i < order.size(); i++) {
      if ((bits >> i & 1) == 1) {
        subset.add(order.get(i));
      }
    }
    return subset;
  }

  /** The performance of each subset, by its bits. */
  interface Performance {
    double of(int subset);
  }

  /** The Shapley value of one player among several: exact, over all subsets of the others. */
  static double shapley(int player, int players, Performance performance) {
    double value = 0;
    for (int subset = 0; subset < 1 << players; subset++) {
      if ((subset >> player & 1) == 0) {
        int size = Integer.bitCount(subset);
        double weight = 1.0 / players;
        for (int i = 1; i <= size; i++) {
          weight *= (double) i / (players - i);
        }
        value += weight * (performance.of(subset | 1 << player) - performance.of(subset));
      }
    }
    return value;
  }
}
