package org.chiasm.learn.fusion;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chiasm.study.Branch;

/**
 * Fits every learner to the columns of sets of branches: of each alone, of all, and of all but one
 * for rows that lack it. Models are fitted side by side; the result does not depend on how many at
 * once.
 *
 * @param known models of single branches that are fitted already
 */
record BranchModels(
    XgBoostLearner trees, LinearLearner linear, Map<Set<Branch>, Map<LearnerKind, Part>> known) {
  private static final double[] NONE = {};

  private static final List<LearnerKind> TREES_AND_LINEAR =
      List.of(LearnerKind.XGBOOST, LearnerKind.LINEAR);

  private static final List<LearnerKind> SINGLE =
      List.of(LearnerKind.XGBOOST, LearnerKind.LINEAR, LearnerKind.NETWORK);

  private static final List<LearnerKind> ALL =
      List.of(LearnerKind.XGBOOST, LearnerKind.LINEAR, LearnerKind.NETWORK, LearnerKind.ENSEMBLE);

  /** Copies the map. */
  BranchModels {
    requireNonNull(trees, "trees");
    requireNonNull(linear, "linear");
    known = Map.copyOf(known);
  }

  /** None fitted yet. */
  BranchModels(XgBoostLearner trees, LinearLearner linear) {
    this(trees, linear, Map.of());
  }

  /**
   * One learner's model of one set of columns, calibrated.
   *
   * @param tuningLoss before calibration, on tuning rows
   * @param loss likewise, on all rows that it did not learn from: by it learners are chosen
   * @param outOfFold the score of each training row by the same learner fitted on other rows, NaN
   *     where a network's branch is absent; empty where there are none
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Part(Strategy.Joined strategy, double tuningLoss, double loss, double[] outOfFold) {
    Part(Strategy.Joined strategy, double tuningLoss) {
      this(strategy, tuningLoss, tuningLoss, new double[0]);
    }

    /** The same, judged by training rows too where there are out-of-fold scores. */
    Part judged(double[] scores, TrainingSet training, TrainingSet tuning) {
      double sum = tuningLoss * tuning.rowCount();
      int rows = tuning.rowCount();
      for (int row = 0; row < scores.length; row++) {
        if (Double.isFinite(scores[row])) {
          sum += training.scale().loss(scores[row], training.outcomes()[row]);
          rows++;
        }
      }
      return new Part(strategy, tuningLoss, rows == 0 ? tuningLoss : sum / rows, scores);
    }

    Part with(List<Strategy.Joined> fewer) {
      return new Part(strategy.with(fewer), tuningLoss, loss, outOfFold);
    }
  }

  /** The same with what was fitted on the same rows; as in {@link FusionTraining#knowing}. */
  BranchModels knowing(List<TrainedStrategy.Fitted> fitted, Set<Branch> columns) {
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
    return new BranchModels(trees, linear, singles);
  }

  static Set<Branch> without(Set<Branch> branches, Branch absent) {
    return branches.stream()
        .filter(each -> !each.equals(absent))
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The models of each branch alone and of all branches.
   *
   * @param early whether also of all but one of them
   */
  Map<Set<Branch>, Map<LearnerKind, Part>> fit(
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
              () -> boosted.learn(seen, ownTuning), () -> linear.learn(own, ownTuning))
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
        reduced ? new double[0][] : EnsembleModel.outOfFold(List.of(trees.standIn(), linear), own);
    for (int i = 0; i < scores.length; i++) {
      var out = scores[i];
      byLearner.computeIfPresent(
          TREES_AND_LINEAR.get(i), (_, part) -> part.judged(out, own, ownTuning));
    }
    var together =
        scores.length > 0
            ? EnsembleModel.fit(models, scores, own)
            : EnsembleModel.fit(models, ownTuning);
    byLearner.put(
        LearnerKind.ENSEMBLE,
        part(branches, together, ownTuning)
            .judged(scores.length > 0 ? together.mean(scores) : NONE, own, ownTuning));
    return byLearner;
  }

  /** The rows as all but early fusion II read them. */
  private static TrainingSet originals(TrainingSet set, Set<Branch> branches) {
    return set.columns(feature -> branches.contains(feature.branch()) && feature.isOriginal());
  }

  /** One model, calibrated. */
  static Part part(Set<Branch> branches, Model model, TrainingSet tuning) {
    var scores = model.scores(tuning.features());
    double loss = tuning.scale().loss(scores, tuning.outcomes());
    var calibration = Calibration.fit(scores, tuning);
    return new Part(new Strategy.Joined(branches, model, calibration, tuning.scale()), loss);
  }

  /**
   * Each branch's network beside its other models, and in their mean; all judged by the rows that
   * have the branch, or by tuning rows alone where one of them has no out-of-fold scores.
   */
  static void addNetworks(
      Map<Set<Branch>, Map<LearnerKind, Part>> parts,
      NetworkStrategies learned,
      TrainingSet training,
      TrainingSet tuning) {
    for (var entry : parts.entrySet()) {
      if (entry.getKey().size() == 1) {
        var branch = entry.getKey().iterator().next();
        learned
            .single(branch)
            .ifPresent(
                network ->
                    addNetwork(
                        branch,
                        network,
                        learned.outOfFold(branch),
                        entry.getValue(),
                        training,
                        originals(tuning, entry.getKey())));
      }
    }
  }

  private static void addNetwork(
      Branch branch,
      NetworkModel network,
      double[] outOfFold,
      Map<LearnerKind, Part> parts,
      TrainingSet training,
      TrainingSet tuning) {
    parts.put(LearnerKind.NETWORK, part(Set.of(branch), network, tuning));
    var present = training.features().present(branch);
    var models = new ArrayList<Model>();
    var scores = new ArrayList<double[]>();
    for (var kind : SINGLE) {
      var own = requireNonNull(parts.get(kind));
      models.add(own.strategy().model());
      scores.add(kind == LearnerKind.NETWORK ? outOfFold : own.outOfFold().clone());
    }
    boolean unseen = scores.stream().allMatch(each -> each.length > 0);
    for (var each : scores) {
      for (int row = 0; row < each.length; row++) {
        each[row] = unseen && present[row] ? each[row] : Double.NaN;
      }
    }
    var together =
        unseen
            ? EnsembleModel.fit(models, having(present, scores), training.where(present))
            : EnsembleModel.fit(models, tuning);
    parts.put(LearnerKind.ENSEMBLE, part(Set.of(branch), together, tuning));
    if (unseen) {
      scores.add(together.mean(scores.toArray(double[][]::new)));
    }
    for (int i = 0; i < ALL.size(); i++) {
      var out = unseen ? scores.get(i) : NONE;
      parts.computeIfPresent(ALL.get(i), (_, part) -> part.judged(out, training, tuning));
    }
  }

  /** The scores of the rows that have a branch. */
  private static double[][] having(boolean[] present, List<double[]> scores) {
    int[] rows = IntStream.range(0, present.length).filter(row -> present[row]).toArray();
    return scores.stream()
        .map(each -> Arrays.stream(rows).mapToDouble(row -> each[row]).toArray())
        .toArray(double[][]::new);
  }

  /** Early fusion II of all branches, and of all but one. */
  Map<LearnerKind, Part> extracted(
      Set<Branch> branches, NetworkStrategies learned, TrainingSet training, TrainingSet tuning) {
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
      fitted
          .get(i)
          .forEach(
              (kind, each) ->
                  own.put(
                      kind,
                      part(set, each.model(), judged).judged(each.outOfFold(), training, judged)));
      parts.put(set, own);
    }
    return reducible(branches, requireNonNull(parts.get(Set.copyOf(branches))), parts);
  }

  /** The learner with the lowest loss, of equally good ones the ensemble. */
  static LearnerKind chosen(Map<LearnerKind, Double> losses) {
    var chosen =
        losses.containsKey(LearnerKind.ENSEMBLE) ? LearnerKind.ENSEMBLE : LearnerKind.NETWORK;
    for (var entry : losses.entrySet()) {
      if (entry.getValue() < losses.getOrDefault(chosen, Double.POSITIVE_INFINITY)) {
        chosen = entry.getKey();
      }
    }
    return chosen;
  }

  static LearnerKind chosenOf(Map<LearnerKind, Part> parts) {
    var losses = new EnumMap<LearnerKind, Double>(LearnerKind.class);
    parts.forEach((learner, part) -> losses.put(learner, part.loss()));
    return chosen(losses);
  }

  /**
   * The same models, with those of all branches but one at hand: beside the learner that is chosen
   * for all branches, of each the learner that is best without the branch, which need not be the
   * same; beside another learner its own.
   */
  static Map<LearnerKind, Part> reducible(
      Set<Branch> branches,
      Map<LearnerKind, Part> whole,
      Map<Set<Branch>, Map<LearnerKind, Part>> parts) {
    var reducible = new EnumMap<LearnerKind, Part>(LearnerKind.class);
    var chosen = chosenOf(whole);
    whole.forEach(
        (learner, part) -> {
          var fewer = new ArrayList<Strategy.Joined>();
          for (var absent : branches) {
            var less = parts.getOrDefault(without(branches, absent), Map.of());
            var own = less.get(learner == chosen ? chosenOf(less) : learner);
            if (own != null) {
              fewer.add(own.strategy());
            }
          }
          reducible.put(learner, part.with(fewer));
        });
    return reducible;
  }
}
