package org.chiasm.learn.fusion;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.chiasm.learn.encode.NetworkInputs;
import org.chiasm.learn.layers.NetworkPlan;
import org.chiasm.study.Branch;
import org.chiasm.study.FusionStrategy;

/**
 * The networks of one division of rows: one for each branch, and the joint ones, whose extractors
 * start from those.
 */
final class NetworkStrategies {
  private static final Set<FusionStrategy> LEARNED =
      EnumSet.of(
          FusionStrategy.EARLY_II,
          FusionStrategy.JOINT_I,
          FusionStrategy.JOINT_II,
          FusionStrategy.JOINT_ATTENTION);

  private final NetworkLearner learner;
  private final TrainingSet training;
  private final TrainingSet tuning;
  private final NetworkInputs inputs;
  private final Map<Branch, NetworkLearner.Fitted> singles = new LinkedHashMap<>();

  private NetworkStrategies(
      NetworkLearner learner, Set<Branch> branches, TrainingSet training, TrainingSet tuning) {
    this.learner = learner;
    this.training = training;
    this.tuning = tuning;
    this.inputs = NetworkInputs.fit(branches, training.features());
  }

  /** Whether a study asks for networks. */
  static boolean areWanted(List<FusionStrategy> wanted) {
    return wanted.stream().anyMatch(LEARNED::contains);
  }

  /** Trains one network model for each branch. */
  static NetworkStrategies fit(
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

  private NetworkLearner.Fitted single(Branch branch, boolean allLearned) {
    var own = inputs.of(branch);
    return learner.fit(
        "single." + branch.name(),
        learner.plan(own, NetworkPlan.Fusion.LINEAR, allLearned),
        own,
        having(training, branch),
        List.of());
  }

  /** The network model of a branch alone, if the branch has anything that varies. */
  Optional<NetworkModel> single(Branch branch) {
    return Optional.ofNullable(singles.get(branch)).map(NetworkLearner.Fitted::model);
  }

  /** The network model of a joint strategy. */
  NetworkModel joint(FusionStrategy strategy) {
    var fusion =
        strategy == FusionStrategy.JOINT_ATTENTION
            ? NetworkPlan.Fusion.ATTENTION
            : NetworkPlan.Fusion.PRODUCTS;
    boolean allLearned = strategy != FusionStrategy.JOINT_II;
    return learner
        .fit(
            new StrategyKey.Fused(strategy).id(),
            learner.plan(inputs, fusion, allLearned),
            inputs,
            training,
            List.copyOf(singles.values()))
        .model();
  }

  /**
   * The models of early fusion II: each learner over what the networks of some branches extract.
   * Without a branch, trees also learn from rows with another one hidden.
   */
  Map<LearnerKind, Model> extracted(Set<Branch> branches, XgBoostLearner trees, LinearLearner linear) {
    var extractors =
        singles.entrySet().stream()
            .filter(each -> branches.contains(each.getKey()))
            .map(each -> each.getValue().model())
            .toList();
    var training = of(branches, this.training);
    var tuning = of(branches, this.tuning);
    var own = on(training, extractors);
    if (own.features().columnCount() == 0) {
      return Map.of();
    }
    var judged =
        tuning.rowCount() == 0
            ? new TrainingSet(own.features().rows(new int[0]), new double[0], tuning.scale())
            : on(tuning, extractors);
    boolean hiding = branches.size() > 1 && !branches.containsAll(this.training.features().branches());
    var seen = hiding ? own.withHiddenBranches(trees.seed()) : own;
    var models =
        Stream.<Supplier<Model>>of(() -> trees.fit(seen, judged), () -> linear.fit(own, judged))
            .parallel()
            .map(Supplier::get)
            .map(model -> (Model) new ExtractedModel(extractors, own.features().features(), model))
            .toList();
    var byLearner = new EnumMap<LearnerKind, Model>(LearnerKind.class);
    byLearner.put(LearnerKind.XGBOOST, models.get(0));
    byLearner.put(LearnerKind.LINEAR, models.get(1));
    byLearner.put(LearnerKind.ENSEMBLE, EnsembleModel.fit(new ArrayList<>(models), tuning));
    return byLearner;
  }

  private static TrainingSet of(Set<Branch> branches, TrainingSet set) {
    return set.columns(feature -> branches.contains(feature.branch()));
  }

  private static TrainingSet on(TrainingSet set, List<NetworkModel> extractors) {
    return set.with(ExtractedModel.extracted(extractors, set.features()));
  }
}
