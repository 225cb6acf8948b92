package org.chiasm.learn.evaluate;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.study.Branch;
import org.chiasm.study.LateRule;

/**
 * What each branch is worth to one fused strategy on held-out rows.
 *
 * @param strategy the fusion with the lowest mean loss on tuning rows
 * @param values one for each branch, in order
 */
public record BranchValues(StrategyKey strategy, List<BranchValue> values) {
  /** Copies the values. */
  public BranchValues {
    requireNonNull(strategy, "strategy");
    values = List.copyOf(values);
  }

  /**
   * Values the branches of the fusion with the lowest loss on tuning rows. Predicts the held-out
   * rows once for each subset of the branches.
   *
   * @param strategies fitted on every division
   * @param tuningLoss of each, over all divisions
   * @param withoutInput predictions of the judged rows without any input: figures by rows
   * @param judge of the held-out rows of all partitions, in the order of the rows
   * @param measure that ranks strategies
   * @return nothing where nothing is fused, with fewer than two branches, or with more than six
   */
  public static <M> Optional<BranchValues> of(
      BranchRemoval.Trained<M> trained,
      Collection<StrategyKey> strategies,
      ToDoubleFunction<StrategyKey> tuningLoss,
      double[][] withoutInput,
      Judge judge,
      Measure measure) {
    var branches = List.copyOf(trained.study().branches());
    if (branches.size() < 2 || branches.size() > BranchValue.BRANCHES_MAX) {
      return Optional.empty();
    }
    return strategies.stream()
        .filter(key -> key instanceof StrategyKey.Fused fused && fused.rule() == LateRule.CHOSEN)
        .min(Comparator.comparingDouble(tuningLoss))
        .map(
            best -> {
              var predictions = new LinkedHashMap<Set<Branch>, double[][]>();
              for (int bits = 0; bits < 1 << branches.size(); bits++) {
                var present = BranchValue.subset(bits, branches);
                predictions.put(
                    present, present.isEmpty() ? withoutInput : withOnly(present, best, trained));
              }
              return new BranchValues(best, BranchValue.of(measure, predictions, judge));
            });
  }

  /** Predictions of the judged rows when only some branches are present. */
  private static <M> double[][] withOnly(
      Set<Branch> present, StrategyKey key, BranchRemoval.Trained<M> trained) {
    var study = trained.study();
    var absent = AbsentInputs.of(study, input -> !present.contains(study.branch(input)));
    double[][] all = {};
    for (int i = 0; i < trained.partitions().size(); i++) {
      var partition = trained.partitions().get(i);
      var rows = partition.heldOut().stream().map(trained.rows()::get).toList();
      var predicted =
          trained.fitting().predictions(key, trained.models().get(i), absent.from(rows));
      if (all.length == 0) {
        all = new double[predicted.length][trained.rows().size()];
      }
      BranchRemoval.put(predicted, partition, all);
    }
    return BranchRemoval.pick(all, trained.judged());
  }
}
