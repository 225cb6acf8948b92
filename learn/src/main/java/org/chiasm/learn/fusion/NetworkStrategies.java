package org.chiasm.learn.fusion;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chiasm.learn.encode.FeatureMatrix;
import org.chiasm.learn.encode.NetworkInputs;
import org.chiasm.learn.layers.NetworkPlan;
import org.chiasm.study.Branch;
import org.chiasm.study.FusionStrategy;

/**
 * The networks of one division of rows: one for each branch, and the joint ones, whose extractors
 * start from those.
 */
public final class NetworkStrategies {
  private static final ExtractedModel.Reading READING = ExtractedModel.Reading.LEARNED_SCORES;

  private final NetworkLearner learner;
  private final TrainingSet training;
  private final TrainingSet tuning;
  private final NetworkInputs inputs;
  private final Map<Branch, NetworkLearner.Fitted> singles = new LinkedHashMap<>();

  /**
   * A model of early fusion II.
   *
   * @param outOfFold the score of each training row by the same learner fitted on other rows; empty
   *     where there are none
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Extracted(Model model, double[] outOfFold) {}

  private NetworkStrategies(
      NetworkLearner learner, Set<Branch> branches, TrainingSet training, TrainingSet tuning) {
    this.learner = learner;
    this.training = training;
    this.tuning = tuning;
    this.inputs = NetworkInputs.fit(branches, training.features());
  }

  /** Whether a study asks for networks. */
  public static boolean areWanted(List<FusionStrategy> wanted) {
    return wanted.stream().anyMatch(FusionStrategy::trainsNetworks);
  }

  /**
   * Trains one network model for each branch.
   *
   * @param training rows, over time or not
   * @param tuning likewise; read by early fusion II alone
   */
  public static NetworkStrategies fit(
      NetworkLearner learner, Set<Branch> branches, TrainingSet training, TrainingSet tuning) {
    var strategies = new NetworkStrategies(learner, branches, training, tuning);
    var parts = strategies.inputs.parts();
    var fitted =
        parts.parallelStream().map(part -> strategies.single(part.branch(), true)).toList();
    for (int i = 0; i < parts.size(); i++) {
      strategies.singles.put(parts.get(i).branch(), fitted.get(i));
    }
    return strategies;
  }

  /** The rows that have a branch, where some have and some have not. */
  private static TrainingSet having(TrainingSet set, Branch branch) {
    return set.where(set.features().present(branch));
  }

  /** One for a score, or one for the hazard in each interval. */
  private int outputs() {
    return Math.max(1, training.ends().size());
  }

  private NetworkLearner.Fitted single(Branch branch, boolean allLearned) {
    var own = inputs.of(branch);
    return learner.fitInParts(
        (allLearned ? "single." : "linear.") + branch.name(),
        learner.plan(own, NetworkPlan.Fusion.LINEAR, allLearned, outputs()),
        own,
        having(training, branch),
        List.of());
  }

  /** The network model of a branch alone, if the branch has anything that varies. */
  public Optional<NetworkModel> single(Branch branch) {
    return Optional.ofNullable(singles.get(branch)).map(NetworkLearner.Fitted::model);
  }

  /**
   * The score of each training row by the branch's network that did not learn from it, NaN where a
   * row lacks the branch; empty where there is none.
   */
  double[] outOfFold(Branch branch) {
    var fitted = singles.get(branch);
    return fitted == null || fitted.outOfFold().length == 0
        ? new double[0]
        : spread(branch, fitted.outOfFold());
  }

  /** The network model of a joint strategy. */
  public NetworkModel joint(FusionStrategy strategy) {
    var fusion =
        strategy == FusionStrategy.JOINT_ATTENTION
            ? NetworkPlan.Fusion.ATTENTION
            : NetworkPlan.Fusion.PRODUCTS;
    boolean allLearned = strategy != FusionStrategy.JOINT_II;
    var plan = learner.plan(inputs, fusion, allLearned, outputs());
    var warm = new ArrayList<>(singles.values());
    warm.addAll(
        IntStream.range(0, inputs.parts().size())
            .parallel()
            .filter(i -> !plan.branches().get(i).learned())
            .mapToObj(i -> single(inputs.parts().get(i).branch(), false))
            .toList());
    return learner
        .fitInParts(new StrategyKey.Fused(strategy).id(), plan, inputs, training, warm)
        .model();
  }

  /**
   * The models of early fusion II of some branches: each learner over what their networks have
   * learned, beside what software measured and given networks extracted. Of a training row it reads
   * the score of the network that did not learn from it, so that it trusts networks as far as they
   * can be trusted on new rows. Without a branch, trees also learn from rows with another hidden.
   * Over time the score read is that of the risk by the last interval, and what reads it are
   * hazards.
   */
  Map<LearnerKind, Extracted> extracted(
      Set<Branch> branches, XgBoostLearner trees, LinearLearner linear) {
    var learned = new LinkedHashMap<Branch, NetworkLearner.Fitted>();
    singles.forEach(
        (branch, each) -> {
          if (branches.contains(branch) && each.outOfFold().length > 0) {
            learned.put(branch, each);
          }
        });
    var extractors = learned.values().stream().map(NetworkLearner.Fitted::model).toList();
    var rows = of(branches, training);
    var scores = new ArrayList<FeatureMatrix>();
    learned.forEach(
        (branch, each) ->
            scores.add(each.model().learned(rows.features(), spread(branch, each.outOfFold()))));
    var own = rows.with(ExtractedModel.joined(scores, rows.features()));
    if (own.features().columnCount() == 0) {
      return Map.of();
    }
    var judged = of(branches, tuning);
    var extracted = judged.with(ExtractedModel.extracted(extractors, READING, judged.features()));
    boolean reduced = !branches.containsAll(training.features().branches());
    var seen = reduced ? own.withHiddenBranches(trees.seed()) : own;
    var boosted = reduced ? trees.lean() : trees;
    var columns = own.features().features();
    var models =
        Stream.<Supplier<Model>>of(
                () -> boosted.learn(seen, extracted), () -> linear.learn(own, extracted))
            .parallel()
            .map(Supplier::get)
            .map(model -> (Model) new ExtractedModel(extractors, READING, columns, model))
            .toList();
    var outOfFold =
        reduced ? new double[0][] : EnsembleModel.outOfFold(List.of(trees.standIn(), linear), own);
    boolean unseen = outOfFold.length > 0;
    var together =
        unseen ? EnsembleModel.fit(models, outOfFold, own) : EnsembleModel.fit(models, judged);
    var none = new double[0];
    var byLearner = new EnumMap<LearnerKind, Extracted>(LearnerKind.class);
    byLearner.put(LearnerKind.XGBOOST, new Extracted(models.get(0), unseen ? outOfFold[0] : none));
    byLearner.put(LearnerKind.LINEAR, new Extracted(models.get(1), unseen ? outOfFold[1] : none));
    byLearner.put(
        LearnerKind.ENSEMBLE, new Extracted(together, unseen ? together.mean(outOfFold) : none));
    return byLearner;
  }

  /** Numbers of the training rows that have a branch, at their places among all. */
  private double[] spread(Branch branch, double[] numbers) {
    var present = training.features().present(branch);
    var all = new double[present.length];
    int next = 0;
    for (int row = 0; row < all.length; row++) {
      all[row] = present[row] ? numbers[next++] : Double.NaN;
    }
    return all;
  }

  private static TrainingSet of(Set<Branch> branches, TrainingSet set) {
    return set.columns(feature -> branches.contains(feature.branch()));
  }
}
