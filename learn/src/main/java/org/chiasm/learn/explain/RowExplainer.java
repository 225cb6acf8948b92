package org.chiasm.learn.explain;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.chiasm.MissingReason;
import org.chiasm.learn.budget.Masking;
import org.chiasm.learn.budget.MissingUnit;
import org.chiasm.learn.encode.TensorSource;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.InputCell;
import org.chiasm.study.StudyDefinition;

/**
 * Explains one row's score by taking inputs away: exact Shapley values over the branches present,
 * and within each branch Owen values over its concepts and inputs (Owen 1977, {@code
 * doi:10.1007/978-3-642-45494-3_7}), so that parts sum to their branch and branches to the score.
 *
 * <p>An input is taken away as the row would be had it not been measured: a state the model was
 * trained for, not an average value it never saw. Branches are exact. Within a branch values are
 * exact up to {@value #EXACT_UNITS_MAX} units and beyond that estimated from {@value #PAIRS} random
 * orders and their reverses, with a fixed seed; their sum is exact in both cases. Costs about
 * {@code 2^branches · Σ 2^units}, or {@code 2 · pairs · units}, scores for each branch.
 */
public final class RowExplainer {
  private static final int EXACT_UNITS_MAX = 6;
  private static final int PAIRS = 12;
  private static final long SEED = 20_240_417;

  private final List<MissingUnit> units;
  private final RowScorer scorer;
  private final TensorSource tensors;

  /** An explainer of a strategy of a study's model. */
  public RowExplainer(StudyDefinition study, RowScorer scorer, TensorSource tensors) {
    this.units = MissingUnit.of(study);
    this.scorer = requireNonNull(scorer, "scorer");
    this.tensors = requireNonNull(tensors, "tensors");
  }

  /**
   * A row's score explained.
   *
   * @param score of the row
   * @param base the score of the same row without any input
   * @param root its parts are the branches present, those that move the score most first
   */
  public record Result(double score, double base, Explanation root) {}

  /** Explains a row. */
  public Result explain(FeatureRow row) {
    var byBranch = present(row);
    var branches = List.copyOf(byBranch.keySet());
    int all = (1 << branches.size()) - 1;
    var coalitions = new ArrayList<FeatureRow>();
    for (int coalition = 0; coalition <= all; coalition++) {
      coalitions.add(Masking.without(row, absent(byBranch, branches, coalition)));
    }
    double[] worth = scorer.scores(coalitions, tensors);
    double[] shares = ShapleyValues.exact(branches.size(), worth);
    var parts = new ArrayList<Explanation>();
    for (int i = 0; i < branches.size(); i++) {
      var own = requireNonNull(byBranch.get(branches.get(i)));
      parts.add(
          new Explanation(
              branches.get(i), shares[i], within(row, byBranch, branches, i, own), List.of()));
    }
    parts.sort(BY_WEIGHT);
    var root = new Explanation("score", worth[all] - worth[0], parts, absences(row));
    return new Result(worth[all], worth[0], root);
  }

  private static final Comparator<Explanation> BY_WEIGHT =
      Comparator.comparingDouble((Explanation each) -> -Math.abs(each.contribution()))
          .thenComparing(Explanation::name);

  private Map<String, List<MissingUnit>> present(FeatureRow row) {
    var byBranch = new LinkedHashMap<String, List<MissingUnit>>();
    for (var unit : units) {
      if (unit.inputs().stream().anyMatch(input -> row.cell(input) instanceof InputCell.Present)) {
        byBranch.computeIfAbsent(unit.branch(), _ -> new ArrayList<>()).add(unit);
      }
    }
    return byBranch;
  }

  private static List<MissingUnit> absent(
      Map<String, List<MissingUnit>> byBranch, List<String> branches, int coalition) {
    return IntStream.range(0, branches.size())
        .filter(i -> ((coalition >> i) & 1) == 0)
        .mapToObj(i -> byBranch.getOrDefault(branches.get(i), List.of()))
        .flatMap(List::stream)
        .toList();
  }

  /** Owen values: the other branches come and go whole, the units of this one singly. */
  private List<Explanation> within(
      FeatureRow row,
      Map<String, List<MissingUnit>> byBranch,
      List<String> branches,
      int branch,
      List<MissingUnit> own) {
    double[] shares =
        own.size() <= EXACT_UNITS_MAX
            ? ShapleyValues.exact(
                own.size(), worth(row, byBranch, branches, branch, own, everyCoalition(own.size())))
            : ShapleyValues.sampled(
                own.size(),
                PAIRS,
                SEED,
                coalitions -> worth(row, byBranch, branches, branch, own, coalitions));
    var parts = new ArrayList<Explanation>();
    for (int i = 0; i < own.size(); i++) {
      parts.add(new Explanation(own.get(i).name(), shares[i], List.of(), values(row, own.get(i))));
    }
    parts.sort(BY_WEIGHT);
    return parts;
  }

  private static List<BitSet> everyCoalition(int players) {
    return IntStream.range(0, 1 << players)
        .mapToObj(mask -> BitSet.valueOf(new long[] {mask}))
        .toList();
  }

  /**
   * The worth of coalitions of a branch's units, averaged over the coalitions of the other branches
   * with their Shapley weights.
   */
  private double[] worth(
      FeatureRow row,
      Map<String, List<MissingUnit>> byBranch,
      List<String> branches,
      int branch,
      List<MissingUnit> own,
      List<BitSet> coalitions) {
    int others = branches.size() - 1;
    var rows = new ArrayList<FeatureRow>();
    var weights = new double[1 << others];
    for (int outer = 0; outer < weights.length; outer++) {
      int below = outer & ((1 << branch) - 1);
      int above = (outer >> branch) << (branch + 1);
      int mask = below | above | (1 << branch);
      var without = absent(byBranch, branches, mask);
      weights[outer] = weight(Integer.bitCount(outer), others);
      for (var coalition : coalitions) {
        var absent = new ArrayList<>(without);
        for (int unit = 0; unit < own.size(); unit++) {
          if (!coalition.get(unit)) {
            absent.add(own.get(unit));
          }
        }
        rows.add(Masking.without(row, absent));
      }
    }
    double[] scores = scorer.scores(rows, tensors);
    var worth = new double[coalitions.size()];
    for (int i = 0; i < scores.length; i++) {
      worth[i % worth.length] += weights[i / worth.length] * scores[i];
    }
    return worth;
  }

  /** The share of orders in which just {@code before} of {@code others} come first. */
  private static double weight(int before, int others) {
    double weight = 1.0 / (others + 1);
    for (int i = 1; i <= before; i++) {
      weight = weight * i / (others - before + i);
    }
    return weight;
  }

  private static List<Evidence> values(FeatureRow row, MissingUnit unit) {
    var evidence = new ArrayList<Evidence>();
    for (var input : unit.inputs()) {
      if (row.cell(input) instanceof InputCell.Present present) {
        evidence.add(
            new Evidence.Value(
                input,
                text(present.value()),
                present.unit(),
                present.ageHours(),
                present.origin()));
      }
    }
    return evidence;
  }

  private static String text(InputCell.Value value) {
    return switch (value) {
      case InputCell.Value.Numeric(var number) -> Double.toString(number);
      case InputCell.Value.Label(var label) -> label;
      case InputCell.Value.Reference(var reference) -> reference;
      case InputCell.Value.Grid(var means) -> means.toString();
      case InputCell.Value.Words(var counts, _) -> counts.size() + " words and pairs of words";
    };
  }

  /** One for each unit that is missing whole for one reason, else one for each input. */
  private List<Evidence> absences(FeatureRow row) {
    var absences = new ArrayList<Evidence>();
    for (var unit : units) {
      var reasons = new LinkedHashMap<String, MissingReason>();
      for (var input : unit.inputs()) {
        if (row.cell(input) instanceof InputCell.Missing(var reason)) {
          reasons.put(input, reason);
        }
      }
      if (reasons.size() == unit.inputs().size() && Set.copyOf(reasons.values()).size() == 1) {
        absences.add(new Evidence.Absent(unit.name(), reasons.values().iterator().next()));
      } else {
        reasons.forEach((input, reason) -> absences.add(new Evidence.Absent(input, reason)));
      }
    }
    return absences;
  }
}
