package org.chiasm.learn.evaluate;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chiasm.learn.division.Partition;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.row.FeatureRow;
import org.chiasm.study.Branch;
import org.chiasm.study.LateRule;
import org.chiasm.study.StudyDefinition;

/**
 * A branch taken away from a strategy on held-out rows, against the same strategy trained without
 * it: whether a model that has learned to do without a modality does it as well as one that never
 * had it.
 *
 * @param hidden the measure that ranks, of the strategy trained with all branches, this one hidden
 * @param without of the strategy trained without it
 * @param advantage of hiding over training without, positive where hiding is better
 */
public record BranchRemoval(
    StrategyKey strategy,
    Branch branch,
    MetricEstimate hidden,
    MetricEstimate without,
    MetricEstimate advantage) {
  /** Checks that nothing is missing. */
  public BranchRemoval {
    requireNonNull(strategy, "strategy");
    requireNonNull(branch, "branch");
    requireNonNull(hidden, "hidden");
    requireNonNull(without, "without");
    requireNonNull(advantage, "advantage");
  }

  /**
   * How a kind of outcome is fitted and predicted.
   *
   * @param <M> what is fitted on one division
   */
  public interface Fitting<M> {
    /**
     * Fits a study on one division.
     *
     * @param all what was fitted on the same division with every branch, from which parts that do
     *     not change may be taken over
     */
    M fit(StudyDefinition study, Partition partition, M all);

    /** Predictions of each strategy for rows: figures by rows. */
    Map<StrategyKey, double[][]> predictions(M model, List<FeatureRow> rows);

    /** Predictions of one strategy that is fitted: figures by rows. */
    default double[][] predictions(StrategyKey key, M model, List<FeatureRow> rows) {
      return requireNonNull(predictions(model, rows).get(key), key.id());
    }
  }

  /**
   * Rows with their divisions, and what was fitted on each of them.
   *
   * @param partitions held-out rows of each are judged, together
   * @param models one for each partition
   */
  public record Trained<M>(
      StudyDefinition study,
      List<FeatureRow> rows,
      List<Partition> partitions,
      List<M> models,
      Fitting<M> fitting) {
    /** Copies the lists. */
    public Trained {
      requireNonNull(study, "study");
      rows = List.copyOf(rows);
      partitions = List.copyOf(partitions);
      models = List.copyOf(models);
      requireNonNull(fitting, "fitting");
    }

    /** The rows that are judged, in order. */
    List<Integer> judged() {
      return partitions.stream().flatMap(each -> each.heldOut().stream()).sorted().toList();
    }
  }

  /**
   * Takes each branch away in turn; nothing where there are not two. Costs one more comparison for
   * each branch.
   *
   * @param judge of the held-out rows of all partitions, in the order of the rows
   * @param measure that ranks strategies
   * @param step run after each fit
   */
  public static <M> List<BranchRemoval> of(
      Trained<M> trained, Judge judge, Measure measure, Runnable step) {
    var study = trained.study();
    var removals = new ArrayList<BranchRemoval>();
    if (study.branches().size() < 2) {
      return removals;
    }
    var judged = trained.judged();
    for (var branch : study.branches()) {
      var rest =
          study.withInputs(
              study.inputs().stream()
                  .filter(input -> !study.branch(input).equals(branch))
                  .toList());
      var absent = AbsentInputs.of(study, input -> study.branch(input).equals(branch));
      var hidden = new TreeMap<StrategyKey, double[][]>();
      var without = new TreeMap<StrategyKey, double[][]>();
      for (int i = 0; i < trained.partitions().size(); i++) {
        var partition = trained.partitions().get(i);
        var all = trained.models().get(i);
        var rows = partition.heldOut().stream().map(trained.rows()::get).toList();
        keep(hidden, trained.fitting().predictions(all, absent.from(rows)), partition, trained);
        var less = trained.fitting().fit(rest, partition, all);
        keep(without, trained.fitting().predictions(less, rows), partition, trained);
        step.run();
      }
      hidden.keySet().retainAll(without.keySet());
      hidden.forEach(
          (key, predicted) -> {
            var left = pick(predicted, judged);
            var right = pick(requireNonNull(without.get(key), "without"), judged);
            removals.add(
                new BranchRemoval(
                    key,
                    branch,
                    judge.estimate(measure, left),
                    judge.estimate(measure, right),
                    judge.advantage(measure, left, right)));
          });
    }
    return removals;
  }

  private static void keep(
      Map<StrategyKey, double[][]> table,
      Map<StrategyKey, double[][]> predictions,
      Partition partition,
      Trained<?> trained) {
    predictions.forEach(
        (key, predicted) -> {
          if (!(key instanceof StrategyKey.Fused fused) || fused.rule() != LateRule.CHOSEN) {
            return;
          }
          var all =
              table.computeIfAbsent(key, _ -> new double[predicted.length][trained.rows().size()]);
          put(predicted, partition, all);
        });
  }

  /** Puts the figures of a partition's held-out rows in their places among all rows. */
  static void put(double[][] predicted, Partition partition, double[][] all) {
    for (int figure = 0; figure < all.length; figure++) {
      for (int row = 0; row < partition.heldOut().size(); row++) {
        all[figure][partition.heldOut().get(row)] = predicted[figure][row];
      }
    }
  }

  static double[][] pick(double[][] figures, List<Integer> judged) {
    return Arrays.stream(figures)
        .map(each -> judged.stream().mapToDouble(row -> each[row]).toArray())
        .toArray(double[][]::new);
  }
}
