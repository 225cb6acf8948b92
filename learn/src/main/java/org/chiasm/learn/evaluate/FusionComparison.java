package org.chiasm.learn.evaluate;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.chiasm.learn.encode.TensorSource;
import org.chiasm.learn.fusion.FusionTraining;
import org.chiasm.learn.fusion.LearnerKind;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.learn.fusion.TrainedStrategy;
import org.chiasm.learn.fusion.TrainedStudy;
import org.chiasm.learn.network.TrainingProgress;
import org.chiasm.row.LabelledRow;
import org.chiasm.study.StudyDefinition;

/**
 * A study's comparison of strategies: every modality alone and every fusion it lists, on the same
 * rows and the same division by subject.
 *
 * @param rowCounts what became of the rows given: used, without follow-up, not ready
 * @param folds what was fitted, for each division
 * @param heldOut the held-out rows of all divisions with the predictions of each strategy, each by
 *     the learner chosen in that division
 * @param evaluation those predictions judged
 * @param withinDivisions the mean over divisions of the primary metric within each, where several
 *     are held out in turn; otherwise none
 * @param byLearner metrics that rank, of each strategy with one learner throughout
 * @param baseline metrics of the prediction without any input
 * @param overBaseline advantage of each strategy over it: in log loss, or in mean absolute error
 * @param notTrained strategies the study lists that have no result, with the reason
 * @param model the fitted study to keep: of shares, the one judged; of folds, one more fitted on
 *     all folds but the first, which tunes it
 * @param branchValues what each branch is worth to the fusion chosen on tuning rows; nothing with
 *     fewer than two branches or more than six
 * @param removals each branch hidden from each fused strategy, against the strategy trained without
 *     it; none where nobody asked
 * @param problems what makes the figures less sure, in words
 */
public record FusionComparison(
    RowCounts rowCounts,
    List<FoldResult> folds,
    HeldOut heldOut,
    Evaluation evaluation,
    Map<StrategyKey, MetricEstimate> withinDivisions,
    Map<LearnerKind, Map<StrategyKey, Map<Metric, MetricEstimate>>> byLearner,
    Map<Metric, MetricEstimate> baseline,
    Map<StrategyKey, MetricEstimate> overBaseline,
    List<TrainedStrategy.NotTrained> notTrained,
    TrainedStudy model,
    Optional<BranchValues> branchValues,
    List<BranchRemoval> removals,
    List<String> problems) {
  /**
   * What became of the rows given; the three sum to all of them.
   *
   * @param used trained on or judged
   * @param withoutOutcome without follow-up, or with an outcome that is no finite number
   * @param notReady the gate would not let the model run
   */
  public record RowCounts(int used, int withoutOutcome, int notReady) {}

  /** Copies the collections. */
  public FusionComparison {
    requireNonNull(rowCounts, "rowCounts");
    folds = List.copyOf(folds);
    requireNonNull(heldOut, "heldOut");
    requireNonNull(evaluation, "evaluation");
    withinDivisions = Collections.unmodifiableMap(new TreeMap<>(withinDivisions));
    byLearner = Collections.unmodifiableMap(new EnumMap<>(byLearner));
    baseline = Collections.unmodifiableMap(new EnumMap<>(baseline));
    overBaseline = Collections.unmodifiableMap(new TreeMap<>(overBaseline));
    notTrained = List.copyOf(notTrained);
    requireNonNull(model, "model");
    requireNonNull(branchValues, "branchValues");
    removals = List.copyOf(removals);
    problems = List.copyOf(problems);
  }

  /**
   * Trains and judges with the default learners. The same study and rows give the same result, bit
   * for bit, whatever the number of threads.
   *
   * @param rows of the cohort, in any order; the order is kept in {@link #heldOut}
   * @param tensors may be called from several threads
   */
  public static FusionComparison run(
      StudyDefinition study,
      List<LabelledRow> rows,
      TensorSource tensors,
      TrainingProgress progress) {
    return run(study, rows, tensors, progress, FusionTraining.of(study));
  }

  /** The same with given learners. */
  public static FusionComparison run(
      StudyDefinition study,
      List<LabelledRow> rows,
      TensorSource tensors,
      TrainingProgress progress,
      FusionTraining training) {
    return run(study, rows, tensors, progress, training, false);
  }

  /**
   * The same.
   *
   * @param removing whether {@link #removals} are wanted, which costs one more comparison for each
   *     branch
   */
  public static FusionComparison run(
      StudyDefinition study,
      List<LabelledRow> rows,
      TensorSource tensors,
      TrainingProgress progress,
      FusionTraining training,
      boolean removing) {
    return new ComparisonRun(study, rows, tensors, progress, training, removing).result();
  }
}
