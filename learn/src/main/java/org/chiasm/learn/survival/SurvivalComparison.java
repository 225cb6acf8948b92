package org.chiasm.learn.survival;

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
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.learn.fusion.TrainedStrategy;
import org.chiasm.learn.fusion.TrainedStudy;
import org.chiasm.learn.network.TrainingProgress;
import org.chiasm.row.LabelledRow;
import org.chiasm.study.StudyDefinition;

/**
 * A study's comparison of strategies for an outcome over time: every branch alone and every fusion
 * the study lists, on the same rows and divisions.
 *
 * @param rows what was used and what not
 * @param times at which risk is told, common to all divisions; the last is the horizon
 * @param evaluation of the held-out rows of all divisions
 * @param heldOut those rows, in the order of all rows
 * @param risks of each strategy for them: times by rows
 * @param baseline metrics of the Kaplan–Meier risk of the training rows, the same for every row
 * @param overBaseline advantage of each strategy over it in the integrated Brier score
 * @param notTrained strategies without a result, with the reason
 * @param model the fitted study to keep
 * @param branchValues what each branch is worth to the fusion with the lowest loss on tuning rows;
 *     nothing with fewer than two branches or more than six
 * @param removals of each branch from each fusion, where they were asked for
 * @param problems what makes the figures less sure, in words
 */
public record SurvivalComparison(
    SurvivalRows rows,
    List<Double> times,
    SurvivalEvaluation evaluation,
    SurvivalRows heldOut,
    SortedMap<StrategyKey, double[][]> risks,
    Map<Measure, MetricEstimate> baseline,
    SortedMap<StrategyKey, MetricEstimate> overBaseline,
    List<TrainedStrategy.NotTrained> notTrained,
    TrainedStudy model,
    Optional<BranchValues> branchValues,
    List<BranchRemoval> removals,
    List<String> problems) {
  /** Copies the collections. */
  public SurvivalComparison {
    requireNonNull(rows, "rows");
    times = List.copyOf(times);
    requireNonNull(evaluation, "evaluation");
    requireNonNull(heldOut, "heldOut");
    risks = Collections.unmodifiableSortedMap(new TreeMap<>(risks));
    baseline = Collections.unmodifiableMap(new LinkedHashMap<>(baseline));
    overBaseline = Collections.unmodifiableSortedMap(new TreeMap<>(overBaseline));
    notTrained = List.copyOf(notTrained);
    requireNonNull(model, "model");
    requireNonNull(branchValues, "branchValues");
    removals = List.copyOf(removals);
    problems = List.copyOf(problems);
  }

  /**
   * Trains and judges with the default learners. The same study and rows give the same result.
   *
   * @throws IllegalArgumentException if the study's outcome is none over time, or no row has an
   *     event
   */
  public static SurvivalComparison run(
      StudyDefinition study,
      List<LabelledRow> rows,
      TensorSource tensors,
      TrainingProgress progress) {
    var training = HazardTraining.withSeed(study.split().seed());
    return run(study, rows, tensors, progress, training, false);
  }

  /**
   * The same with given learners.
   *
   * @param removing whether {@link #removals} are wanted, which costs one more comparison for each
   *     branch
   */
  public static SurvivalComparison run(
      StudyDefinition study,
      List<LabelledRow> rows,
      TensorSource tensors,
      TrainingProgress progress,
      HazardTraining training,
      boolean removing) {
    return new SurvivalRun(study, SurvivalRows.of(rows), tensors, progress, training, removing)
        .result();
  }
}
