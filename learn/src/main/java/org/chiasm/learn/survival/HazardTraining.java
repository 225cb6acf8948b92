package org.chiasm.learn.survival;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.chiasm.learn.division.Partition;
import org.chiasm.learn.division.SubjectSplit;
import org.chiasm.learn.encode.FeatureReference;
import org.chiasm.learn.encode.RowEncoder;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.fusion.Calibration;
import org.chiasm.learn.fusion.EnsembleModel;
import org.chiasm.learn.fusion.LateFusion;
import org.chiasm.learn.fusion.Learner;
import org.chiasm.learn.fusion.LearnerKind;
import org.chiasm.learn.fusion.LinearLearner;
import org.chiasm.learn.fusion.Model;
import org.chiasm.learn.fusion.NetworkLearner;
import org.chiasm.learn.fusion.NetworkStrategies;
import org.chiasm.learn.fusion.OutcomeScale;
import org.chiasm.learn.fusion.Strategy;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.learn.fusion.TrainedStrategy;
import org.chiasm.learn.fusion.TrainedStudy;
import org.chiasm.learn.fusion.TrainingSet;
import org.chiasm.learn.fusion.XgBoostLearner;
import org.chiasm.learn.network.Checkpoints;
import org.chiasm.learn.network.PassListener;
import org.chiasm.row.FeatureRow;
import org.chiasm.study.Branch;
import org.chiasm.study.LateRule;
import org.chiasm.study.StudyDefinition;

/**
 * Fits each branch alone and each fusion a study lists to follow-up that may be censored: hazards
 * in intervals by boosted trees, by logistic regression, by networks where a fusion asks for them,
 * and by their mean. Choices, calibration and late weights are made on pseudo-values of the tuning
 * rows at the horizon; networks stop and are calibrated by training rows set aside.
 */
public final class HazardTraining {
  private static final XgBoostLearner.Settings SHAPE =
      new XgBoostLearner.Settings(0.03, 3, 3, 0.7, 0.3, 10);

  private final XgBoostLearner trees;
  private final LinearLearner linear;
  private final NetworkLearner networks;

  /** Training with these learners. */
  public HazardTraining(XgBoostLearner trees, LinearLearner linear, NetworkLearner networks) {
    this.trees = trees;
    this.linear = linear;
    this.networks = networks;
  }

  /** Training with these learners and the default networks. */
  public HazardTraining(XgBoostLearner trees, LinearLearner linear) {
    this(trees, linear, NetworkLearner.withSeed(trees.seed()));
  }

  /** Training with the default learners; a row makes several lines, so one shape is tried. */
  public static HazardTraining withSeed(long seed) {
    return new HazardTraining(
        new XgBoostLearner(List.of(SHAPE), 800, 60, 100, seed),
        new LinearLearner(List.of(1.0, 0.1, 0.01), 0.1));
  }

  /** The same, its half-trained networks kept. */
  public HazardTraining with(Checkpoints checkpoints) {
    return new HazardTraining(trees, linear, networks.with(checkpoints));
  }

  /** The same, with somebody told of each pass of each network. */
  public HazardTraining with(PassListener listener) {
    return new HazardTraining(trees, linear, networks.with(listener));
  }

  /** A model with its loss on tuning rows before calibration. */
  private record Part(Strategy.Joined strategy, double loss) {}

  /**
   * The rows of one division, over time.
   *
   * @param tuning with pseudo-values at the horizon for outcomes
   * @param pseudoValues those
   * @param base the logit of the usual risk by the horizon
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Division(
      TrainingSet training, TrainingSet tuning, double[] pseudoValues, double base) {
    Set<Branch> branches() {
      return training.features().branches();
    }

    double loss(double[] scores) {
      return OutcomeScale.LOGIT.loss(scores, pseudoValues);
    }

    Part part(Set<Branch> branches, Model model) {
      var calibration = Calibration.NONE;
      var raw = new Strategy.Joined(branches, model, calibration, OutcomeScale.LOGIT);
      var scores = raw.scores(tuning.features());
      calibration = Calibration.fit(scores, tuning);
      return new Part(
          new Strategy.Joined(branches, model, calibration, OutcomeScale.LOGIT), loss(scores));
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
    double risk = known.isEmpty() ? Double.NaN : 1 - KaplanMeier.ofEvents(known).after(horizon);
    List<TrainedStrategy> strategies;
    if (training.branches().isEmpty() || known.stream().noneMatch(FollowUp::event)) {
      strategies =
          keys(study).stream()
              .<TrainedStrategy>map(
                  key -> new TrainedStrategy.NotTrained(key, "no training row has an event"))
              .toList();
    } else {
      var intervals = Intervals.of(known, horizon);
      var tuning = encoder.encode(partition.tuning().stream().map(rows::get).toList(), tensors);
      var tuningKnown = partition.tuning().stream().map(followUps::get).toList();
      var pseudoValues = PseudoValues.of(tuningKnown, horizon);
      var events = Intervals.events(known);
      var subjects = trainingRows.stream().map(FeatureRow::subject).toList();
      strategies =
          strategies(
              study,
              new Division(
                  intervals
                      .over(training, known, events)
                      .inParts(
                          SubjectSplit.dealt(
                              subjects, events, TrainingSet.PARTS, study.split().seed())),
                  intervals.over(tuning, tuningKnown, pseudoValues),
                  pseudoValues,
                  logit(Math.clamp(risk, 1e-6, 1 - 1e-6))));
    }
    return new TrainedStudy(encoder, strategies, FeatureReference.of(training), risk);
  }

  private static SortedSet<StrategyKey> keys(StudyDefinition study) {
    var keys = new TreeSet<StrategyKey>();
    study.branches().forEach(branch -> keys.add(new StrategyKey.Single(branch)));
    study.fusion().strategies().forEach(strategy -> keys.add(new StrategyKey.Fused(strategy)));
    return keys;
  }

  private static double logit(double risk) {
    return StrictMath.log(risk / (1 - risk));
  }

  private List<TrainedStrategy> strategies(StudyDefinition study, Division division) {
    var branches = division.branches();
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
    var learned =
        NetworkStrategies.areWanted(study.fusion().strategies())
            ? Optional.of(
                NetworkStrategies.fit(networks, branches, division.training(), division.tuning()))
            : Optional.<NetworkStrategies>empty();
    learned.ifPresent(each -> addNetworks(parts, each, division));
    var rule = study.fusion().late() == LateRule.CHOSEN ? LateRule.STACKED : study.fusion().late();
    return keys(study).parallelStream()
        .map(key -> trained(key, rule, parts, learned, division))
        .toList();
  }

  private Map<LearnerKind, Part> learn(Set<Branch> branches, Division division) {
    var training = originals(division.training(), branches);
    var tuning = originals(division.tuning(), branches);
    var models =
        List.<Learner>of(trees, linear).parallelStream()
            .<Model>map(learner -> learner.fitOverTime(training, tuning))
            .toList();
    var parts = new EnumMap<LearnerKind, Part>(LearnerKind.class);
    parts.put(LearnerKind.XGBOOST, division.part(branches, models.get(0)));
    parts.put(LearnerKind.LINEAR, division.part(branches, models.get(1)));
    parts.put(LearnerKind.ENSEMBLE, division.part(branches, new EnsembleModel(models)));
    return parts;
  }

  /** The rows as all but early fusion II read them. */
  private static TrainingSet originals(TrainingSet set, Set<Branch> branches) {
    return set.columns(feature -> branches.contains(feature.branch()) && feature.isOriginal());
  }

  /** Each branch's network beside its other models, and in their mean. */
  private static void addNetworks(
      Map<Set<Branch>, Map<LearnerKind, Part>> parts,
      NetworkStrategies learned,
      Division division) {
    for (var branch : division.branches()) {
      var own = parts.getOrDefault(Set.of(branch), Map.of());
      learned
          .single(branch)
          .ifPresent(
              network -> {
                var models = new ArrayList<Model>();
                for (var kind : List.of(LearnerKind.XGBOOST, LearnerKind.LINEAR)) {
                  models.add(requireNonNull(own.get(kind), "fitted").strategy().model());
                }
                models.add(network);
                var set = Set.of(branch);
                own.put(LearnerKind.NETWORK, division.part(set, network));
                own.put(LearnerKind.ENSEMBLE, division.part(set, new EnsembleModel(models)));
              });
    }
  }

  private TrainedStrategy trained(
      StrategyKey key,
      LateRule rule,
      Map<Set<Branch>, Map<LearnerKind, Part>> parts,
      Optional<NetworkStrategies> learned,
      Division division) {
    var all = Set.copyOf(division.branches());
    return switch (key) {
      case StrategyKey.Single single -> {
        var own = parts.get(Set.of(single.branch()));
        yield own == null
            ? new TrainedStrategy.NotTrained(key, "no training row has a value of this branch")
            : joined(key, own);
      }
      case StrategyKey.Fused fused ->
          switch (fused.strategy()) {
            case EARLY_I -> joined(key, parts.getOrDefault(all, Map.of()));
            case LATE -> late(key, rule, parts, division);
            case EARLY_II -> {
              var extracted = learned.orElseThrow().extracted(all, trees, linear);
              var own = new EnumMap<LearnerKind, Part>(LearnerKind.class);
              extracted.forEach((learner, model) -> own.put(learner, division.part(all, model)));
              yield joined(key, own);
            }
            case JOINT_I, JOINT_II, JOINT_ATTENTION -> {
              var network = learned.orElseThrow().joint(fused.strategy());
              yield joined(key, Map.of(LearnerKind.NETWORK, division.part(all, network)));
            }
          };
    };
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

  /** Late fusion of the models of each learner that fitted every branch. */
  private static TrainedStrategy late(
      StrategyKey key,
      LateRule rule,
      Map<Set<Branch>, Map<LearnerKind, Part>> parts,
      Division division) {
    var branches = List.copyOf(division.branches());
    var strategies = new EnumMap<LearnerKind, Strategy>(LearnerKind.class);
    var losses = new EnumMap<LearnerKind, Double>(LearnerKind.class);
    for (var learner : LearnerKind.values()) {
      var members = new ArrayList<Strategy.Joined>();
      for (var branch : branches) {
        var part = parts.getOrDefault(Set.of(branch), Map.of()).get(learner);
        if (part != null) {
          members.add(part.strategy());
        }
      }
      if (members.size() == branches.size()) {
        var late = new LateFusion(branches, members, division.base(), division.tuning()).fit(rule);
        strategies.put(learner, late);
        losses.put(learner, division.loss(late.scores(division.tuning().features())));
      }
    }
    return fitted(key, strategies, losses);
  }

  private static TrainedStrategy fitted(
      StrategyKey key, Map<LearnerKind, Strategy> strategies, Map<LearnerKind, Double> losses) {
    if (losses.isEmpty()) {
      return new TrainedStrategy.NotTrained(key, "no branch has anything that varies");
    }
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
