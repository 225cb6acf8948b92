package org.chiasm.learn.survival;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.chiasm.learn.division.Partition;
import org.chiasm.learn.encode.FeatureMatrix;
import org.chiasm.learn.encode.FeatureReference;
import org.chiasm.learn.encode.RowEncoder;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.fusion.Calibration;
import org.chiasm.learn.fusion.EnsembleModel;
import org.chiasm.learn.fusion.HazardModel;
import org.chiasm.learn.fusion.LateFusion;
import org.chiasm.learn.fusion.Learner;
import org.chiasm.learn.fusion.LearnerKind;
import org.chiasm.learn.fusion.LinearLearner;
import org.chiasm.learn.fusion.Model;
import org.chiasm.learn.fusion.OutcomeScale;
import org.chiasm.learn.fusion.Strategy;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.learn.fusion.TrainedStrategy;
import org.chiasm.learn.fusion.TrainedStudy;
import org.chiasm.learn.fusion.TrainingSet;
import org.chiasm.learn.fusion.XgBoostLearner;
import org.chiasm.row.FeatureRow;
import org.chiasm.study.Branch;
import org.chiasm.study.LateRule;
import org.chiasm.study.StudyDefinition;

/**
 * Fits each branch alone, early fusion I and late fusion to follow-up that may be censored: hazards
 * in intervals by boosted trees, by logistic regression and by their mean. Choices, calibration and
 * late weights are made on pseudo-values of the tuning rows at the horizon.
 */
public final class HazardTraining {
  private static final XgBoostLearner.Settings SHAPE =
      new XgBoostLearner.Settings(0.03, 3, 3, 0.7, 0.3, 10);

  private final Learner trees;
  private final Learner linear;

  /** Training with these learners. */
  public HazardTraining(XgBoostLearner trees, LinearLearner linear) {
    this.trees = trees;
    this.linear = linear;
  }

  /** Training with the default learners; a row makes several lines, so one shape is tried. */
  public static HazardTraining withSeed(long seed) {
    return new HazardTraining(
        new XgBoostLearner(List.of(SHAPE), 800, 60, 100, seed),
        new LinearLearner(List.of(1.0, 0.1, 0.01), 0.1));
  }

  /** A model with its loss on tuning rows before calibration. */
  private record Part(Strategy.Joined strategy, double loss) {}

  /** What is known of one division. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Division(
      FeatureMatrix training,
      List<FollowUp> trainingKnown,
      FeatureMatrix tuning,
      List<FollowUp> tuningKnown,
      double[] atHorizon,
      Intervals intervals) {
    /** The tuning rows with their pseudo-values. */
    TrainingSet tuningAtHorizon() {
      return new TrainingSet(tuning, atHorizon, OutcomeScale.LOGIT);
    }
  }

  /**
   * Fits on the training rows of a partition; its held-out rows are not looked at.
   *
   * @param followUps one for each row
   * @param horizon the end of the risk window, in the outcome's unit
   */
  public TrainedStudy fit(
      StudyDefinition study,
      List<FeatureRow> rows,
      List<FollowUp> followUps,
      double horizon,
      Partition partition,
      TensorFeatures tensors) {
    var trainingRows = partition.training().stream().map(rows::get).toList();
    var known = partition.training().stream().map(followUps::get).toList();
    var encoder = RowEncoder.fit(study, trainingRows, tensors);
    var training = encoder.encode(trainingRows, tensors);
    var tuning = encoder.encode(partition.tuning().stream().map(rows::get).toList(), tensors);
    var tuningKnown = partition.tuning().stream().map(followUps::get).toList();
    double base = known.isEmpty() ? Double.NaN : 1 - KaplanMeier.ofEvents(known).after(horizon);
    List<TrainedStrategy> strategies;
    if (training.branches().isEmpty() || known.stream().noneMatch(FollowUp::event)) {
      strategies =
          keys(study).stream()
              .<TrainedStrategy>map(
                  key -> new TrainedStrategy.NotTrained(key, "no training row has an event"))
              .toList();
    } else {
      var intervals = Intervals.of(known, horizon);
      strategies =
          strategies(
              study,
              new Division(
                  training,
                  known,
                  tuning,
                  tuningKnown,
                  PseudoValues.of(tuningKnown, horizon),
                  intervals),
              Math.clamp(base, 1e-6, 1 - 1e-6));
    }
    return new TrainedStudy(encoder, strategies, FeatureReference.of(training), base);
  }

  private static SortedSet<StrategyKey> keys(StudyDefinition study) {
    var keys = new TreeSet<StrategyKey>();
    study.branches().forEach(branch -> keys.add(new StrategyKey.Single(branch)));
    study.fusion().strategies().forEach(strategy -> keys.add(new StrategyKey.Fused(strategy)));
    return keys;
  }

  private List<TrainedStrategy> strategies(StudyDefinition study, Division division, double risk) {
    var branches = division.training().branches();
    var sets = new ArrayList<Set<Branch>>();
    branches.forEach(branch -> sets.add(Set.of(branch)));
    if (branches.size() > 1) {
      sets.add(Set.copyOf(branches));
    }
    var fitted = sets.parallelStream().map(each -> learn(each, division)).toList();
    var parts = new LinkedHashMap<Set<Branch>, Map<LearnerKind, Part>>();
    for (int i = 0; i < sets.size(); i++) {
      parts.put(sets.get(i), fitted.get(i));
    }
    var strategies = new ArrayList<TrainedStrategy>();
    for (var key : keys(study)) {
      strategies.add(trained(key, List.copyOf(branches), parts, division, logit(risk)));
    }
    return strategies;
  }

  private static double logit(double risk) {
    return StrictMath.log(risk / (1 - risk));
  }

  private Map<LearnerKind, Part> learn(Set<Branch> branches, Division division) {
    var training = lines(branches, division.training(), division.trainingKnown(), division);
    var tuning = lines(branches, division.tuning(), division.tuningKnown(), division);
    var models =
        List.of(trees, linear).parallelStream()
            .<Model>map(
                learner ->
                    new HazardModel(learner.fit(training, tuning), division.intervals().ends()))
            .toList();
    var parts = new EnumMap<LearnerKind, Part>(LearnerKind.class);
    parts.put(LearnerKind.XGBOOST, part(branches, models.get(0), division));
    parts.put(LearnerKind.LINEAR, part(branches, models.get(1), division));
    parts.put(LearnerKind.ENSEMBLE, part(branches, new EnsembleModel(models), division));
    return parts;
  }

  private static TrainingSet lines(
      Set<Branch> branches, FeatureMatrix rows, List<FollowUp> known, Division division) {
    var own = rows.columns(feature -> branches.contains(feature.branch()));
    return division.intervals().personPeriods(own, known);
  }

  private static Part part(Set<Branch> branches, Model model, Division division) {
    var tuning = division.tuningAtHorizon();
    var own = tuning.features().columns(feature -> branches.contains(feature.branch()));
    var scores = model.scores(own);
    return new Part(
        new Strategy.Joined(branches, model, Calibration.fit(scores, tuning), OutcomeScale.LOGIT),
        loss(scores, division));
  }

  private static double loss(double[] scores, Division division) {
    return OutcomeScale.LOGIT.loss(scores, division.atHorizon());
  }

  private static TrainedStrategy trained(
      StrategyKey key,
      List<Branch> branches,
      Map<Set<Branch>, Map<LearnerKind, Part>> parts,
      Division division,
      double base) {
    var strategies = new EnumMap<LearnerKind, Strategy>(LearnerKind.class);
    var losses = new EnumMap<LearnerKind, Double>(LearnerKind.class);
    if (key instanceof StrategyKey.Fused fused && fused.id().equals("late")) {
      for (var learner : List.of(LearnerKind.ENSEMBLE, LearnerKind.XGBOOST, LearnerKind.LINEAR)) {
        var members = new ArrayList<Strategy.Joined>();
        for (var branch : branches) {
          var part = parts.getOrDefault(Set.of(branch), Map.of()).get(learner);
          if (part != null) {
            members.add(part.strategy());
          }
        }
        var late =
            new LateFusion(branches, members, base, division.tuningAtHorizon())
                .fit(LateRule.STACKED);
        strategies.put(learner, late);
        losses.put(learner, loss(late.scores(division.tuning()), division));
      }
    } else {
      var wanted =
          key instanceof StrategyKey.Single(var branch) ? Set.of(branch) : Set.copyOf(branches);
      var part = parts.get(wanted);
      if (part == null) {
        return new TrainedStrategy.NotTrained(key, "no training row has a value of this branch");
      }
      part.forEach(
          (learner, each) -> {
            strategies.put(learner, each.strategy());
            losses.put(learner, each.loss());
          });
    }
    var chosen = LearnerKind.ENSEMBLE;
    for (var entry : losses.entrySet()) {
      if (entry.getValue() < losses.getOrDefault(chosen, Double.POSITIVE_INFINITY)) {
        chosen = entry.getKey();
      }
    }
    return new TrainedStrategy.Fitted(key, chosen, strategies, losses);
  }
}
