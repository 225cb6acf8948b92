package org.chiasm.learn.multiclass;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.chiasm.learn.encode.TensorSource;
import org.chiasm.learn.evaluate.BranchRemoval;
import org.chiasm.learn.evaluate.BranchValues;
import org.chiasm.learn.evaluate.Measure;
import org.chiasm.learn.evaluate.MetricEstimate;
import org.chiasm.learn.fusion.FusionTraining;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.learn.fusion.TrainedStrategy;
import org.chiasm.learn.network.TrainingProgress;
import org.chiasm.row.LabelledRow;
import org.chiasm.study.StudyDefinition;

/**
 * A study's comparison of strategies for an outcome of several classes: every branch alone and
 * every fusion it lists, on the same rows and divisions.
 *
 * @param rows what was used and what not
 * @param evaluation of the held-out rows of all divisions
 * @param heldOut those rows, in the order of all rows
 * @param probabilities of each strategy for them: classes by rows
 * @param baseline metrics of the shares of the classes in training rows, the same for every row
 * @param overBaseline advantage of each strategy over them in log loss
 * @param notTrained strategies without a result, with the reason
 * @param model the fitted classes to keep
 * @param branchValues what each branch is worth to the fusion with the lowest loss on tuning rows;
 *     nothing with fewer than two branches or more than six
 * @param removals of each branch from each fusion, where they were asked for
 * @param problems what makes the figures less sure, in words
 */
public record MultiClassComparison(
    ClassRows rows,
    MultiClassEvaluation evaluation,
    ClassRows heldOut,
    SortedMap<StrategyKey, double[][]> probabilities,
    Map<Measure, MetricEstimate> baseline,
    SortedMap<StrategyKey, MetricEstimate> overBaseline,
    List<TrainedStrategy.NotTrained> notTrained,
    TrainedClasses model,
    Optional<BranchValues> branchValues,
    List<BranchRemoval> removals,
    List<String> problems) {
  /** Copies the collections. */
  public MultiClassComparison {
    requireNonNull(rows, "rows");
    requireNonNull(evaluation, "evaluation");
    requireNonNull(heldOut, "heldOut");
    probabilities = Collections.unmodifiableSortedMap(new TreeMap<>(probabilities));
    baseline = Collections.unmodifiableMap(new LinkedHashMap<>(baseline));
    overBaseline = Collections.unmodifiableSortedMap(new TreeMap<>(overBaseline));
    notTrained = List.copyOf(notTrained);
    requireNonNull(model, "model");
    requireNonNull(branchValues, "branchValues");
    removals = List.copyOf(removals);
    problems = List.copyOf(problems);
  }

  /**
   * Trains and judges. The same study and rows give the same result. Cost: that of a yes-or-no
   * outcome for each class.
   *
   * @param removing whether {@link #removals} are wanted, which costs one more comparison for each
   *     branch
   * @throws IllegalArgumentException if the study's outcome has no classes, or a class has no row
   */
  public static MultiClassComparison run(
      StudyDefinition study,
      List<LabelledRow> rows,
      TensorSource tensors,
      TrainingProgress progress,
      FusionTraining training,
      boolean removing) {
    return new MultiClassRun(study, rows, tensors, progress, training, removing).result();
  }
}
