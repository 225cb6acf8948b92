package org.chiasm.learn.fusion;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
  private static final List<LearnerKind> TREES_AND_LINEAR =
      List.of(LearnerKind.XGBOOST, LearnerKind.LINEAR);

  private final XgBoostLearner trees;
  private final LinearLearner linear;
  private final NetworkLearner networks;

  /** Models of single branches that are fitted already. */
  private final Map<Set<Branch>, Map<LearnerKind, Part>> known;

  /** Training with these learners. */
  public FusionTraining(XgBoostLearner trees, LinearLearner linear, NetworkLearner networks) {
    this(trees, linear, networks, Map.of());
  }

  private FusionTraining(
      XgBoostLearner trees,
      LinearLearner linear,
      NetworkLearner networks,
      Map<Set<Branch>, Map<LearnerKind, Part>> known) {
    this.trees = trees;
    this.linear = linear;
    this.networks = networks;
    this.known = known;
  }

  /** Training with these learners and the default networks. */
  public FusionTraining(XgBoostLearner trees, LinearLearner linear) {
    this(trees, linear, NetworkLearner.withSeed(trees.seed()));
  }

  /** The same, its half-trained networks kept. */
  public FusionTraining with(Checkpoints checkpoints) {
    return new FusionTraining(trees, linear, networks.with(checkpoints), known);
  }

  /** The same, with somebody told of each pass of each network. */
  public FusionTraining with(PassListener listener) {
    return new FusionTraining(trees, linear, networks.with(listener), known);
  }

  /**
   * The same, which does not fit again what was fitted on the same rows: trees and linear models of
   * single branches.
   *
   * @param fitted on the rows that will be trained on, with the same learners
   * @param columns the branches whose columns are still the same
   */
  public FusionTraining knowing(List<TrainedStrategy.Fitted> fitted, Set<Branch> columns) {
    var singles = new LinkedHashMap<Set<Branch>, Map<LearnerKind, Part>>();
    for (var each : fitted) {
      if (each.key() instanceof StrategyKey.Single(var branch) && columns.contains(branch)) {
        var parts = new EnumMap<LearnerKind, Part>(LearnerKind.class);
        for (var learner : TREES_AND_LINEAR) {
          if (each.byLearner().get(learner) instanceof Strategy.Joined joined) {
            parts.put(learner, new Part(joined, each.tuningLoss().getOrDefault(learner, 0.0)));
          }
        }
        singles.put(Set.of(branch), parts);
      }
    }
    return new FusionTraining(trees, linear, networks, singles);
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
   * One learner's model of one set of columns, calibrated, with its loss before that.
   *
   * @param outOfFold of each training row; empty where there is none
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Part(Strategy.Joined strategy, double loss, double[] outOfFold) {
    Part(Strategy.Joined strategy, double loss) {
      this(strategy, loss, new double[0]);
    }

    Part outOfFold(double[] scores) {
      return new Part(strategy, loss, scores);
    }
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
   * @param rule of the late fusion that is reported as {@code late}; all rules are fitted
   */
  public List<TrainedStrategy> fit(
      Set<Branch> branches,
      List<FusionStrategy> wanted,
      LateRule rule,
      TrainingSet training,
      TrainingSet tuning) {
    var keys = new TreeSet<StrategyKey>();
    branches.forEach(branch -> keys.add(new StrategyKey.Single(branch)));
    wanted.forEach(strategy -> keys.add(new StrategyKey.Fused(strategy)));
    if (wanted.contains(FusionStrategy.LATE)) {
      LateFusion.RULES.forEach(each -> keys.add(new StrategyKey.Fused(FusionStrategy.LATE, each)));
    }
    var withColumns = training.features().branches();
    if (training.rowCount() == 0 || withColumns.isEmpty()) {
      return keys.stream().<TrainedStrategy>map(FusionTraining::withoutRows).toList();
    }
    var parts = parts(withColumns, wanted.contains(FusionStrategy.EARLY_I), training, tuning);
    var learned =
        NetworkStrategies.areWanted(wanted)
            ? Optional.of(NetworkStrategies.fit(networks, withColumns, training, tuning))
            : Optional.<NetworkStrategies>empty();
    learned.ifPresent(each -> addNetworks(parts, each, training, tuning));
    var late =
        wanted.contains(FusionStrategy.LATE)
            ? late(withColumns, parts, training, tuning)
            : Map.<LearnerKind, Map<LateRule, LateFusion.Fit>>of();
    return keys.parallelStream()
        .map(
            key ->
                key instanceof StrategyKey.Fused fused && fused.strategy() == FusionStrategy.LATE
                    ? late(fused, rule, late)
                    : trained(key, withColumns, parts, learned, tuning))
        .toList();
  }

  private static TrainedStrategy withoutRows(StrategyKey key) {
    return new TrainedStrategy.NotTrained(
        key, "no training row has a known outcome and a value of any input");
  }

  static Set<Branch> without(Set<Branch> branches, Branch absent) {
    return branches.stream()
        .filter(each -> !each.equals(absent))
        .collect(Collectors.toUnmodifiableSet());
  }

  private Map<Set<Branch>, Map<LearnerKind, Part>> parts(
      Set<Branch> branches, boolean early, TrainingSet training, TrainingSet tuning) {
    var sets = new ArrayList<Set<Branch>>();
    branches.forEach(branch -> sets.add(Set.of(branch)));
    if (branches.size() > 1) {
      sets.add(Set.copyOf(branches));
    }
    if (early && branches.size() > 2) {
      branches.forEach(branch -> sets.add(without(branches, branch)));
    }
    var fitted =
        sets.parallelStream()
            .map(
                each ->
                    learn(each, each.size() > 1 && each.size() < branches.size(), training, tuning))
            .toList();
    var parts = new LinkedHashMap<Set<Branch>, Map<LearnerKind, Part>>();
    for (int i = 0; i < sets.size(); i++) {
      parts.put(sets.get(i), fitted.get(i));
    }
    return parts;
  }

  /**
   * Fits every learner.
   *
   * @param reduced whether the models are for rows that lack a branch: then trees are fitted
   *     quickly, and also learn from rows with one more hidden; the model of all branches need not,
   *     for rows that lack one do not come to it
   */
  private Map<LearnerKind, Part> learn(
      Set<Branch> branches, boolean reduced, TrainingSet training, TrainingSet tuning) {
    var own = originals(training, branches);
    var ownTuning = originals(tuning, branches);
    var models = new ArrayList<Model>();
    var fitted = known.get(branches);
    if (fitted != null) {
      TREES_AND_LINEAR.forEach(
          kind -> models.add(requireNonNull(fitted.get(kind)).strategy().model()));
    } else {
      var seen = reduced ? own.withHiddenBranches(trees.seed()) : own;
      var boosted = reduced ? trees.lean() : trees;
      Stream.<Supplier<Model>>of(
              () -> boosted.fit(seen, ownTuning), () -> linear.fit(own, ownTuning))
          .parallel()
          .map(Supplier::get)
          .toList()
          .forEach(models::add);
    }
    var byLearner = new EnumMap<LearnerKind, Part>(LearnerKind.class);
    for (int i = 0; i < models.size(); i++) {
      byLearner.put(TREES_AND_LINEAR.get(i), part(branches, models.get(i), ownTuning));
    }
    var scores =
        reduced ? new double[0][] : EnsembleModel.outOfFold(List.of(trees.lean(), linear), own);
    for (int i = 0; i < scores.length; i++) {
      var out = scores[i];
      byLearner.computeIfPresent(TREES_AND_LINEAR.get(i), (_, part) -> part.outOfFold(out));
    }
    var together =
        scores.length > 0
            ? EnsembleModel.fit(models, scores, own)
            : EnsembleModel.fit(models, ownTuning);
    byLearner.put(LearnerKind.ENSEMBLE, part(branches, together, ownTuning));
    return byLearner;
  }

  /** The rows as all but early fusion II read them. */
  private static TrainingSet originals(TrainingSet set, Set<Branch> branches) {
    return set.columns(feature -> branches.contains(feature.branch()) && feature.isOriginal());
  }

  private static Part part(Set<Branch> branches, Model model, TrainingSet tuning) {
    var scores = model.scores(tuning.features());
    double loss = tuning.scale().loss(scores, tuning.outcomes());
    var calibration = Calibration.fit(scores, tuning);
    return new Part(new Strategy.Joined(branches, model, calibration, tuning.scale()), loss);
  }

  /** Each branch's network beside its other models, and in their mean. */
  private static void addNetworks(
      Map<Set<Branch>, Map<LearnerKind, Part>> parts,
      NetworkStrategies learned,
      TrainingSet training,
      TrainingSet tuning) {
    for (var entry : parts.entrySet()) {
      if (entry.getKey().size() != 1) {
        continue;
      }
      var branch = entry.getKey().iterator().next();
      var own = originals(tuning, entry.getKey());
      learned
          .single(branch)
          .ifPresent(
              network -> {
                var models = new ArrayList<Model>();
                var scores = new ArrayList<double[]>();
                for (var kind : TREES_AND_LINEAR) {
                  var part = requireNonNull(entry.getValue().get(kind));
                  models.add(part.strategy().model());
                  scores.add(part.outOfFold());
                }
                models.add(network);
                scores.add(learned.outOfFold(branch));
                var together =
                    scores.stream().allMatch(each -> each.length > 0)
                        ? EnsembleModel.fit(
                            models,
                            having(training, branch, scores),
                            training.where(training.features().present(branch)))
                        : EnsembleModel.fit(models, own);
                entry.getValue().put(LearnerKind.NETWORK, part(entry.getKey(), network, own));
                entry.getValue().put(LearnerKind.ENSEMBLE, part(entry.getKey(), together, own));
              });
    }
  }

  /** The scores of the rows that have a branch. */
  private static double[][] having(TrainingSet set, Branch branch, List<double[]> scores) {
    var present = set.features().present(branch);
    int[] rows = IntStream.range(0, present.length).filter(row -> present[row]).toArray();
    return scores.stream()
        .map(each -> Arrays.stream(rows).mapToDouble(row -> each[row]).toArray())
        .toArray(double[][]::new);
  }

  private TrainedStrategy trained(
      StrategyKey key,
      Set<Branch> branches,
      Map<Set<Branch>, Map<LearnerKind, Part>> parts,
      Optional<NetworkStrategies> learned,
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
              yield part == null ? withoutRows(key) : joined(key, reducible(branches, part, parts));
            }
            case LATE -> throw new IllegalArgumentException("Late fusion is fitted apart");
            case EARLY_II -> {
              yield joined(key, extracted(branches, learned.orElseThrow(), tuning));
            }
            case JOINT_I, JOINT_II, JOINT_ATTENTION -> {
              var network = learned.orElseThrow().joint(fused.strategy());
              yield joined(key, Map.of(LearnerKind.NETWORK, part(branches, network, tuning)));
            }
          };
    };
  }

  /** Early fusion II of all branches, and of all but one. */
  private Map<LearnerKind, Part> extracted(
      Set<Branch> branches, NetworkStrategies learned, TrainingSet tuning) {
    var sets = new ArrayList<Set<Branch>>(List.of(Set.copyOf(branches)));
    if (branches.size() > 1) {
      branches.forEach(branch -> sets.add(without(branches, branch)));
    }
    var fitted = sets.parallelStream().map(each -> learned.extracted(each, trees, linear)).toList();
    var parts = new LinkedHashMap<Set<Branch>, Map<LearnerKind, Part>>();
    for (int i = 0; i < sets.size(); i++) {
      var own = new EnumMap<LearnerKind, Part>(LearnerKind.class);
      var set = sets.get(i);
      var judged = tuning.columns(feature -> set.contains(feature.branch()));
      fitted.get(i).forEach((kind, model) -> own.put(kind, part(set, model, judged)));
      parts.put(set, own);
    }
    return reducible(branches, requireNonNull(parts.get(Set.copyOf(branches))), parts);
  }

  /** The same models, with those of all branches but one at hand. */
  private static Map<LearnerKind, Part> reducible(
      Set<Branch> branches,
      Map<LearnerKind, Part> whole,
      Map<Set<Branch>, Map<LearnerKind, Part>> parts) {
    var reducible = new EnumMap<LearnerKind, Part>(LearnerKind.class);
    whole.forEach(
        (learner, part) -> {
          var fewer = new ArrayList<Strategy.Joined>();
          for (var absent : branches) {
            var own = parts.getOrDefault(without(branches, absent), Map.of()).get(learner);
            if (own != null) {
              fewer.add(own.strategy());
            }
          }
          reducible.put(learner, new Part(part.strategy().with(fewer), part.loss()));
        });
    return reducible;
  }

  private static TrainedStrategy joined(StrategyKey key, Map<LearnerKind, Part> parts) {
    var strategies = new EnumMap<LearnerKind, Strategy>(LearnerKind.class);
    var losses = new EnumMap<LearnerKind, Double>(LearnerKind.class);
    parts.forEach(
        (learner, part) -> {
          strategies.put(learner, part.strategy());
          losses.put(learner, part.loss());
        });
    return fitted(key, strategies, losses);
  }

  /** Late fusion of the models of each learner that fitted every branch, by every rule. */
  private static Map<LearnerKind, Map<LateRule, LateFusion.Fit>> late(
      Set<Branch> branches,
      Map<Set<Branch>, Map<LearnerKind, Part>> parts,
      TrainingSet training,
      TrainingSet tuning) {
    var byLearner = new EnumMap<LearnerKind, Map<LateRule, LateFusion.Fit>>(LearnerKind.class);
    for (var learner : LearnerKind.values()) {
      var models = new ArrayList<Strategy.Joined>();
      for (var branch : branches) {
        var part = parts.getOrDefault(Set.of(branch), Map.of()).get(learner);
        if (part != null) {
          models.add(part.strategy());
        }
      }
      if (models.size() == branches.size()) {
        byLearner.put(
            learner,
            new LateFusion(List.copyOf(branches), models, training.baseScore(), tuning).fit());
      }
    }
    return byLearner;
  }

  /** One rule with the learner that suits it best, or the wanted rule with every learner. */
  private static TrainedStrategy late(
      StrategyKey.Fused key,
      LateRule wanted,
      Map<LearnerKind, Map<LateRule, LateFusion.Fit>> byLearner) {
    boolean one = key.rule() != LateRule.CHOSEN;
    var rule = one ? key.rule() : wanted;
    var strategies = new EnumMap<LearnerKind, Strategy>(LearnerKind.class);
    var losses = new EnumMap<LearnerKind, Double>(LearnerKind.class);
    byLearner.forEach(
        (learner, fits) -> {
          var best =
              LateFusion.RULES.reversed().stream()
                  .filter(each -> rule == LateRule.CHOSEN || each == rule)
                  .map(each -> requireNonNull(fits.get(each)))
                  .min(Comparator.comparingDouble(LateFusion.Fit::loss))
                  .orElseThrow();
          strategies.put(learner, best.strategy());
          losses.put(learner, best.loss());
        });
    var all = fitted(key, strategies, losses);
    return one
        ? new TrainedStrategy.Fitted(
            key,
            all.chosen(),
            Map.of(all.chosen(), all.best()),
            Map.of(all.chosen(), losses.getOrDefault(all.chosen(), 0.0)))
        : all;
  }

  private static TrainedStrategy.Fitted fitted(
      StrategyKey key, Map<LearnerKind, Strategy> strategies, Map<LearnerKind, Double> losses) {
    var chosen =
        losses.containsKey(LearnerKind.ENSEMBLE) ? LearnerKind.ENSEMBLE : LearnerKind.NETWORK;
    for (var entry : losses.entrySet()) {
      if (entry.getValue() < losses.getOrDefault(chosen, Double.POSITIVE_INFINITY)) {
        chosen = entry.getKey();
      }
    }
    return new TrainedStrategy.Fitted(key, chosen, strategies, losses);
  }
}
