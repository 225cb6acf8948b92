package org.chiasm.learn.evaluate;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.chiasm.learn.division.Partition;
import org.chiasm.learn.encode.Feature;
import org.chiasm.learn.encode.RowEncoder;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.fusion.FusionTraining;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.learn.fusion.TrainedStudy;
import org.chiasm.row.FeatureRow;
import org.chiasm.study.Branch;
import org.chiasm.study.LateRule;
import org.chiasm.study.StudyDefinition;

/**
 * A branch taken away from a strategy on held-out rows, against the same strategy trained without
 * it: whether a model that has learned to do without a modality does it as well as one that never
 * had it.
 *
 * @param hidden the primary metric of the strategy trained with all branches, this one hidden
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

  /** Rows with their division, and what was fitted on each part of it. */
  record Trained(
      StudyDefinition study,
      List<FeatureRow> rows,
      HeldOut outcomes,
      List<Partition> partitions,
      List<TrainedStudy> models) {}

  /**
   * Takes each branch away in turn. Costs one more comparison for each branch, without the networks
   * of single branches where they are kept as checkpoints.
   *
   * @param judged the held-out rows of all partitions
   * @param step run after each fit
   */
  static List<BranchRemoval> of(
      Trained trained,
      List<Integer> judged,
      TensorFeatures tensors,
      FusionTraining training,
      SubjectBootstrap bootstrap,
      Runnable step) {
    var study = trained.study();
    var removals = new ArrayList<BranchRemoval>();
    if (study.branches().size() < 2) {
      return removals;
    }
    for (var branch : study.branches()) {
      var rest =
          study.withInputs(
              study.inputs().stream()
                  .filter(input -> !study.branch(input).equals(branch))
                  .toList());
      var hidden = new TreeMap<StrategyKey, double[]>();
      var without = new TreeMap<StrategyKey, double[]>();
      for (int i = 0; i < trained.partitions().size(); i++) {
        var partition = trained.partitions().get(i);
        var all = trained.models().get(i);
        var absent = AbsentInputs.of(study, input -> study.branch(input).equals(branch));
        var rows = partition.heldOut().stream().map(trained.rows()::get).toList();
        keep(hidden, all, absent.from(rows), partition, trained, tensors);
        var less =
            TrainedStudy.fit(
                rest,
                trained.rows(),
                trained.outcomes().outcomes(),
                partition,
                tensors,
                training.knowing(
                    all.fitted(), sameColumns(all, rest, partition, trained, tensors)));
        keep(without, less, rows, partition, trained, tensors);
        step.run();
      }
      hidden.keySet().retainAll(without.keySet());
      hidden.forEach(
          (key, predicted) ->
              removals.add(
                  compared(
                      key,
                      branch,
                      predicted,
                      requireNonNull(without.get(key), "without"),
                      judged,
                      trained,
                      bootstrap)));
    }
    return removals;
  }

  /** The branches whose columns do not depend on what else the study has. */
  private static Set<Branch> sameColumns(
      TrainedStudy all,
      StudyDefinition rest,
      Partition partition,
      Trained trained,
      TensorFeatures tensors) {
    var rows = partition.training().stream().map(trained.rows()::get).toList();
    var columns = RowEncoder.fit(rest, rows, tensors).features();
    var same = new HashSet<Branch>();
    for (var branch : rest.branches()) {
      if (of(branch, columns).equals(of(branch, all.encoder().features()))) {
        same.add(branch);
      }
    }
    return same;
  }

  private static List<Feature> of(Branch branch, List<Feature> columns) {
    return columns.stream().filter(each -> each.branch().equals(branch)).toList();
  }

  private static void keep(
      TreeMap<StrategyKey, double[]> table,
      TrainedStudy model,
      List<FeatureRow> rows,
      Partition partition,
      Trained trained,
      TensorFeatures tensors) {
    var features = model.encode(rows, tensors);
    for (var fitted : model.fitted()) {
      if (!(fitted.key() instanceof StrategyKey.Fused fused) || fused.rule() != LateRule.CHOSEN) {
        continue;
      }
      var all = table.computeIfAbsent(fitted.key(), _ -> new double[trained.rows().size()]);
      var predicted = fitted.best().predictions(features);
      for (int row = 0; row < predicted.length; row++) {
        all[partition.heldOut().get(row)] = predicted[row];
      }
    }
  }

  private static BranchRemoval compared(
      StrategyKey key,
      Branch branch,
      double[] hidden,
      double[] without,
      List<Integer> judged,
      Trained trained,
      SubjectBootstrap bootstrap) {
    var heldOut = trained.outcomes().at(judged);
    var metric = Metric.primary(heldOut.binary());
    var left = new RankedPredictions(heldOut.outcomes(), pick(hidden, judged));
    var right = new RankedPredictions(heldOut.outcomes(), pick(without, judged));
    return new BranchRemoval(
        key,
        branch,
        estimate(metric, left, heldOut, bootstrap),
        estimate(metric, right, heldOut, bootstrap),
        bootstrap.estimate(
            weights -> PairedDifference.advantage(metric, left, right, weights),
            heldOut.whyUndefined()));
  }

  private static MetricEstimate estimate(
      Metric metric, RankedPredictions ranked, HeldOut heldOut, SubjectBootstrap bootstrap) {
    return bootstrap.estimate(
        weights -> metric.compute(ranked, weights).orElse(Double.NaN), heldOut.whyUndefined());
  }

  private static double[] pick(double[] numbers, List<Integer> judged) {
    return judged.stream().mapToDouble(row -> numbers[row]).toArray();
  }
}
