package org.chiasm.learn.fusion;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.chiasm.learn.network.Checkpoints;
import org.chiasm.learn.network.PassListener;
import org.chiasm.study.Branch;
import org.chiasm.study.FusionStrategy;
import org.chiasm.study.LateRule;
import org.chiasm.study.StudyDefinition;

/**
 * Fits every branch alone and every wanted fusion on one division of rows, all with the same
 * learners, so that they can be compared. Models are fitted side by side; the result does not
 * depend on how many at once.
 */
public final class FusionTraining {
  private final BranchModels models;
  private final NetworkLearner networks;

  /** Training with these learners. */
  public FusionTraining(XgBoostLearner trees, LinearLearner linear, NetworkLearner networks) {
    this(new BranchModels(trees, linear), networks);
  }

  private FusionTraining(BranchModels models, NetworkLearner networks) {
    this.models = models;
    this.networks = networks;
  }

  /** Training with these learners and the default networks. */
  public FusionTraining(XgBoostLearner trees, LinearLearner linear) {
    this(trees, linear, NetworkLearner.withSeed(trees.seed()));
  }

  /** The same, its half-trained networks kept. */
  public FusionTraining with(Checkpoints checkpoints) {
    return new FusionTraining(models, networks.with(checkpoints));
  }

  /** The same, with somebody told of each pass of each network. */
  public FusionTraining with(PassListener listener) {
    return new FusionTraining(models, networks.with(listener));
  }

  /**
   * The same, which does not fit again what was fitted on the same rows: trees and linear models of
   * single branches.
   *
   * @param fitted on the rows that will be trained on, with the same learners
   * @param columns the branches whose columns are still the same
   */
  public FusionTraining knowing(List<TrainedStrategy.Fitted> fitted, Set<Branch> columns) {
    return new FusionTraining(models.knowing(fitted, columns), networks);
  }

  /** Training with the default learners. */
  public static FusionTraining withSeed(long seed) {
    return new FusionTraining(XgBoostLearner.withSeed(seed), LinearLearner.DEFAULT);
  }

  /** Training with the seed and the search that a study states. */
  public static FusionTraining of(StudyDefinition study) {
    return new FusionTraining(
        XgBoostLearner.searching(study.fusion().search(), study.split().seed()),
        LinearLearner.DEFAULT);
  }

  /**
   * Fits.
   *
   * @param branches every branch the study has, with or without columns
   * @param wanted the fusions the study lists
   * @param training rows to fit on
   * @param tuning rows to choose and calibrate on; the same columns
   * @return one entry for each branch and each wanted fusion, in the order of {@link StrategyKey}
   */
  public List<TrainedStrategy> fit(
      Set<Branch> branches, List<FusionStrategy> wanted, TrainingSet training, TrainingSet tuning) {
    return fit(branches, wanted, LateRule.CHOSEN, training, tuning);
  }

  /**
   * Fits.
   *
   * @param rule of the late fusion that is reported as {@code late}; all rules are fitted, but over
   *     time only this one, or stacking where it is a choice
   * @param training over time or not
   * @param tuning likewise, over time with what stands for the outcome at the horizon
   */
  public List<TrainedStrategy> fit(
      Set<Branch> branches,
      List<FusionStrategy> wanted,
      LateRule rule,
      TrainingSet training,
      TrainingSet tuning) {
    var keys = keys(branches, wanted);
    boolean overTime = !training.ends().isEmpty();
    if (wanted.contains(FusionStrategy.LATE) && !overTime) {
      LateFusion.RULES.forEach(each -> keys.add(new StrategyKey.Fused(FusionStrategy.LATE, each)));
    }
    var withColumns = training.features().branches();
    if (training.rowCount() == 0 || withColumns.isEmpty()) {
      return keys.stream().<TrainedStrategy>map(FusionTraining::withoutRows).toList();
    }
    var parts = models.fit(withColumns, wanted.contains(FusionStrategy.EARLY_I), training, tuning);
    var learned =
        NetworkStrategies.areWanted(wanted)
            ? Optional.of(NetworkStrategies.fit(networks, withColumns, training, tuning))
            : Optional.<NetworkStrategies>empty();
    learned.ifPresent(each -> BranchModels.addNetworks(parts, each, training, tuning));
    var late =
        wanted.contains(FusionStrategy.LATE)
            ? late(withColumns, parts, training, tuning)
            : Map.<LearnerKind, Map<LateRule, LateFusion.Fit>>of();
    var stated = rule == LateRule.CHOSEN && overTime ? LateRule.STACKED : rule;
    return keys.parallelStream()
        .map(
            key ->
                key instanceof StrategyKey.Fused fused && fused.strategy() == FusionStrategy.LATE
                    ? late(fused, stated, late)
                    : trained(key, withColumns, parts, learned, training, tuning))
        .toList();
  }

  /** Each branch alone and each wanted fusion, in order. */
  public static SortedSet<StrategyKey> keys(Set<Branch> branches, List<FusionStrategy> wanted) {
    var keys = new TreeSet<StrategyKey>();
    branches.forEach(branch -> keys.add(new StrategyKey.Single(branch)));
    wanted.forEach(strategy -> keys.add(new StrategyKey.Fused(strategy)));
    return keys;
  }

  private static TrainedStrategy withoutRows(StrategyKey key) {
    return new TrainedStrategy.NotTrained(
        key, "no training row has a known outcome and a value of any input");
  }

  private TrainedStrategy trained(
      StrategyKey key,
      Set<Branch> branches,
      Map<Set<Branch>, Map<LearnerKind, BranchModels.Part>> parts,
      Optional<NetworkStrategies> learned,
      TrainingSet training,
      TrainingSet tuning) {
    return switch (key) {
      case StrategyKey.Single single -> {
        var part = parts.get(Set.of(single.branch()));
        yield part == null
            ? new TrainedStrategy.NotTrained(key, "no training row has a value of this branch")
            : joined(key, part);
      }
      case StrategyKey.Fused fused ->
          switch (fused.strategy()) {
            case EARLY_I -> {
              var part = parts.get(Set.copyOf(branches));
              yield part == null
                  ? withoutRows(key)
                  : joined(key, BranchModels.reducible(branches, part, parts));
            }
            case LATE -> throw new IllegalArgumentException("Late fusion is fitted apart");
            case EARLY_II -> {
              yield joined(
                  key, models.extracted(branches, learned.orElseThrow(), training, tuning));
            }
            case JOINT_I, JOINT_II, JOINT_ATTENTION -> {
              var network = learned.orElseThrow().joint(fused.strategy());
              yield joined(
                  key, Map.of(LearnerKind.NETWORK, BranchModels.part(branches, network, tuning)));
            }
          };
    };
  }

  private static TrainedStrategy joined(
      StrategyKey key, Map<LearnerKind, BranchModels.Part> parts) {
    if (parts.isEmpty()) {
      return nothingVaries(key);
    }
    var strategies = new EnumMap<LearnerKind, Strategy>(LearnerKind.class);
    var losses = new EnumMap<LearnerKind, Double>(LearnerKind.class);
    parts.forEach(
        (learner, part) -> {
          strategies.put(learner, part.strategy());
          losses.put(learner, part.tuningLoss());
        });
    return new TrainedStrategy.Fitted(key, BranchModels.chosenOf(parts), strategies, losses);
  }

  /** Late fusion of the models of each learner that fitted every branch, by every rule. */
  private static Map<LearnerKind, Map<LateRule, LateFusion.Fit>> late(
      Set<Branch> branches,
      Map<Set<Branch>, Map<LearnerKind, BranchModels.Part>> parts,
      TrainingSet training,
      TrainingSet tuning) {
    var members = new EnumMap<LearnerKind, List<BranchModels.Part>>(LearnerKind.class);
    for (var learner : LearnerKind.values()) {
      var models = new ArrayList<BranchModels.Part>();
      for (var branch : branches) {
        var part = parts.getOrDefault(Set.of(branch), Map.of()).get(learner);
        if (part != null) {
          models.add(part);
        }
      }
      if (models.size() == branches.size()) {
        members.put(learner, models);
      }
    }
    boolean unseen =
        members.values().stream()
            .flatMap(List::stream)
            .allMatch(each -> each.outOfFold().length > 0);
    var byLearner = new EnumMap<LearnerKind, Map<LateRule, LateFusion.Fit>>(LearnerKind.class);
    members.forEach(
        (learner, models) ->
            byLearner.put(
                learner,
                new LateFusion(List.copyOf(branches), models, unseen, training, tuning).fit()));
    return byLearner;
  }

  /** One rule with the learner that suits it best, or the wanted rule with every learner. */
  private static TrainedStrategy late(
      StrategyKey.Fused key,
      LateRule wanted,
      Map<LearnerKind, Map<LateRule, LateFusion.Fit>> byLearner) {
    boolean one = key.rule() != LateRule.CHOSEN;
    var rule = one ? key.rule() : wanted;
    var best = new EnumMap<LearnerKind, LateFusion.Fit>(LearnerKind.class);
    byLearner.forEach(
        (learner, fits) ->
            best.put(
                learner,
                LateFusion.RULES.reversed().stream()
                    .filter(each -> rule == LateRule.CHOSEN || each == rule)
                    .map(each -> requireNonNull(fits.get(each)))
                    .min(Comparator.comparingDouble(LateFusion.Fit::loss))
                    .orElseThrow()));
    if (best.isEmpty()) {
      return nothingVaries(key);
    }
    var chosen = BranchModels.chosen(each(best, LateFusion.Fit::loss));
    if (one) {
      best.keySet().retainAll(Set.of(chosen));
    }
    return new TrainedStrategy.Fitted(
        key, chosen, each(best, LateFusion.Fit::strategy), each(best, LateFusion.Fit::tuningLoss));
  }

  private static <T> Map<LearnerKind, T> each(
      Map<LearnerKind, LateFusion.Fit> fits, Function<LateFusion.Fit, T> what) {
    var all = new EnumMap<LearnerKind, T>(LearnerKind.class);
    fits.forEach((learner, fit) -> all.put(learner, what.apply(fit)));
    return all;
  }

  private static TrainedStrategy nothingVaries(StrategyKey key) {
    return new TrainedStrategy.NotTrained(key, "no branch has anything that varies");
  }
}
