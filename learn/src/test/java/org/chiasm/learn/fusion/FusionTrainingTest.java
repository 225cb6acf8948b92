package org.chiasm.learn.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.chiasm.Modality;
import org.chiasm.learn.SyntheticCohort;
import org.chiasm.learn.division.Partition;
import org.chiasm.learn.division.SubjectSplit;
import org.chiasm.learn.encode.Feature;
import org.chiasm.learn.encode.FeatureMatrix;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.network.Checkpoints;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.GateDecision;
import org.chiasm.row.InputCell;
import org.chiasm.row.InputCell.Value;
import org.chiasm.study.Branch;
import org.chiasm.study.FusionStrategy;
import org.chiasm.study.LateRule;
import org.chiasm.study.SplitDefinition;
import org.chiasm.study.StudyDefinition;
import org.junit.jupiter.api.Test;

class FusionTrainingTest {
  private static final List<FusionStrategy> WANTED =
      List.of(
          FusionStrategy.EARLY_I,
          FusionStrategy.EARLY_II,
          FusionStrategy.JOINT_I,
          FusionStrategy.JOINT_II,
          FusionStrategy.JOINT_ATTENTION,
          FusionStrategy.LATE);
  private static final StudyDefinition STUDY =
      SyntheticCohort.study(new SplitDefinition.Shares(3, 0.6, 0.2, 0.2), false, WANTED);

  private final SyntheticCohort cohort = new SyntheticCohort(150, 5, false);
  private final Partition partition =
      SubjectSplit.of(STUDY.split(), cohort.features(), cohort.outcomes()).getFirst();

  /** Everything fitted on untouched rows, once for all tests that only look at it. */
  private static final class Clean {
    private static final TrainedStudy STUDY_FITTED = fitted();

    private static TrainedStudy fitted() {
      var test = new FusionTrainingTest();
      return test.fit(test.cohort.features(), test.cohort.outcomes());
    }
  }

  private static TrainedStudy clean() {
    return Clean.STUDY_FITTED;
  }

  private TrainedStudy fit(List<FeatureRow> rows, double[] outcomes) {
    return TrainedStudy.fit(
        STUDY,
        rows,
        outcomes,
        partition,
        new TensorFeatures(cohort.tensors()),
        SyntheticCohort.quickTraining(3));
  }

  /** Other values and the opposite outcome in some rows. */
  private static List<FeatureRow> poisoned(List<FeatureRow> rows, List<Integer> part) {
    var result = new ArrayList<>(rows);
    for (int row : part) {
      var old = rows.get(row);
      var cells = new LinkedHashMap<String, InputCell>(old.cells());
      cells.put("crp", SyntheticCohort.present(new Value.Numeric(-1e6 * row), 5000));
      cells.put("sex", SyntheticCohort.present(new Value.Label("poison"), Double.NaN));
      cells.put("diabetes", SyntheticCohort.present(new Value.Numeric(77), 1));
      cells.put("xray", SyntheticCohort.missing());
      result.set(
          row,
          new FeatureRow(
              old.subject(),
              old.triggerSource(),
              Instant.EPOCH,
              Instant.EPOCH,
              new GateDecision.Ready(),
              cells));
    }
    return result;
  }

  private static double[] poisoned(double[] outcomes, List<Integer> part) {
    var result = outcomes.clone();
    part.forEach(row -> result[row] = 1 - result[row]);
    return result;
  }

  /** Goes down at the n-th state it is given, after keeping it. */
  private record Interrupted(Map<String, byte[]> kept, AtomicInteger left) implements Checkpoints {
    @Override
    public Optional<byte[]> read(String key) {
      return Optional.ofNullable(kept.get(key));
    }

    @Override
    public void write(String key, byte[] state) {
      kept.put(key, state);
      if (left.decrementAndGet() < 0) {
        throw new IllegalStateException("power cut");
      }
    }
  }

  private TrainedStudy fit(Checkpoints checkpoints) {
    return TrainedStudy.fit(
        STUDY,
        cohort.features(),
        cohort.outcomes(),
        partition,
        new TensorFeatures(cohort.tensors()),
        SyntheticCohort.quickTraining(3).with(checkpoints));
  }

  private static void assertSameBytes(TrainedStudy one, TrainedStudy other) {
    assertThat(one.fitted()).hasSameSizeAs(other.fitted());
    for (int i = 0; i < one.fitted().size(); i++) {
      var left = one.fitted().get(i);
      var right = other.fitted().get(i);
      assertThat(left.chosen()).isEqualTo(right.chosen());
      assertThat(left.tuningLoss()).isEqualTo(right.tuningLoss());
      for (var learner : left.byLearner().keySet()) {
        assertThat(weights(left.with(learner))).isEqualTo(weights(right.with(learner)));
      }
    }
  }

  @Test
  void trainingThatIsCutOffAgainAndAgainEndsWithTheSameBytesOnOneThread() throws Exception {
    var kept = new ConcurrentHashMap<String, byte[]>();
    int cuts = 0;
    Optional<TrainedStudy> resumed = Optional.empty();
    try (var one = new ForkJoinPool(1)) {
      while (resumed.isEmpty()) {
        var checkpoints = new Interrupted(kept, new AtomicInteger(5));
        try {
          resumed = Optional.of(one.submit(() -> fit(checkpoints)).get());
        } catch (ExecutionException failure) {
          assertThat(failure).hasRootCauseMessage("power cut");
          cuts++;
        }
      }
    }
    assertThat(cuts).isPositive();
    assertSameBytes(resumed.orElseThrow(), clean());
  }

  @Test
  void poisonedHeldOutRowsChangeNothing() {
    var clean = clean();
    var poisoned =
        fit(
            poisoned(cohort.features(), partition.heldOut()),
            poisoned(cohort.outcomes(), partition.heldOut()));
    assertThat(poisoned.encoder()).isEqualTo(clean.encoder());
    assertThat(poisoned.reference()).isEqualTo(clean.reference());
    assertSameBytes(poisoned, clean);
    for (int i = 0; i < clean.fitted().size(); i++) {
      var before = clean.fitted().get(i);
      var after = poisoned.fitted().get(i);
      before
          .byLearner()
          .forEach(
              (learner, strategy) ->
                  assertThat(after.with(learner).hyperParameters())
                      .isEqualTo(strategy.hyperParameters()));
    }
  }

  @Test
  void poisonedTuningRowsChangeChoicesAndCalibrationOnlyAndNothingOfABranchsNetwork() {
    var clean = clean();
    var poisoned =
        fit(
            poisoned(cohort.features(), partition.tuning()),
            poisoned(cohort.outcomes(), partition.tuning()));
    assertThat(poisoned.encoder()).isEqualTo(clean.encoder());
    assertThat(poisoned.reference()).isEqualTo(clean.reference());
    assertThat(poisoned.noInputPrediction()).isEqualTo(clean.noInputPrediction());
    var before = linear(clean);
    var after = linear(poisoned);
    assertThat(after.preprocessing()).isEqualTo(before.preprocessing());
    assertThat(networks(poisoned)).isEqualTo(networks(clean)).hasSize(3);
    assertThat(calibration(poisoned)).isNotEqualTo(calibration(clean));
  }

  /** The weights of each network of a single branch. */
  private static Map<String, Object> networks(TrainedStudy study) {
    var networks = new TreeMap<String, Object>();
    for (var fitted : study.fitted()) {
      if (fitted.key() instanceof StrategyKey.Single
          && fitted.byLearner().get(LearnerKind.NETWORK) instanceof Strategy.Joined joined) {
        networks.put(fitted.key().id(), weights(joined.model()));
      }
    }
    return networks;
  }

  @Test
  void treesFittedWithOtherTuningRowsBeginWithTheSameTrees() {
    var settings = List.of(new XgBoostLearner.Settings(0.1, 3, 3, 0.8, 0.5, 5));
    var fixed = new XgBoostLearner(settings, 10, 10, 10, 3);
    var features = FeatureMatrix.of(columns(), 60, new Random(1).doubles(120).toArray());
    var outcomes = new Random(2).ints(60, 0, 2).asDoubleStream().toArray();
    var training = new TrainingSet(features, outcomes, OutcomeScale.LOGIT);
    var tuning =
        new TrainingSet(features.rows(new int[] {1, 2}), new double[] {0, 1}, OutcomeScale.LOGIT);
    var poison =
        new TrainingSet(
            FeatureMatrix.of(columns(), 2, new double[] {1e9, -1e9, Double.NaN, 0}),
            new double[] {1, 0},
            OutcomeScale.LOGIT);
    assertThat(weights(fixed.fit(training, poison)))
        .isEqualTo(weights(fixed.fit(training, tuning)));
  }

  private static List<Feature> columns() {
    return List.of(
        new Feature("a", "a", Branch.of(Modality.TABULAR), Feature.Kind.QUANTITY),
        new Feature("b", "b", Branch.of(Modality.IMAGE), Feature.Kind.QUANTITY));
  }

  private static LinearModel linear(TrainedStudy study) {
    return (LinearModel) joined(study).model();
  }

  private static Calibration calibration(TrainedStudy study) {
    return joined(study).calibration();
  }

  private static Strategy.Joined joined(TrainedStudy study) {
    var early = study.fitted(new StrategyKey.Fused(FusionStrategy.EARLY_I)).orElseThrow();
    return (Strategy.Joined) early.with(LearnerKind.LINEAR);
  }

  private static List<Object> weights(Strategy strategy) {
    return switch (strategy) {
      case Strategy.Joined joined ->
          List.of(
              weights(joined.model()),
              joined.reduced().stream().map(FusionTrainingTest::weights).toList());
      case Strategy.Late late ->
          late.members().stream().<Object>map(member -> weights(member.model())).toList();
    };
  }

  private static List<Object> weights(Model model) {
    return switch (model) {
      case LinearModel linear -> List.of(linear);
      case XgBoostModel trees ->
          trees.weights().stream().map(each -> (Object) Arrays.toString(each)).toList();
      case EnsembleModel ensemble ->
          ensemble.members().stream().<Object>map(FusionTrainingTest::weights).toList();
      case NetworkModel network ->
          network.members().stream().<Object>map(each -> Arrays.toString(each.bytes())).toList();
      case HazardModel overTime -> weights(overTime.hazard());
      case ExtractedModel extracted ->
          List.of(
              extracted.extractors().stream().map(FusionTrainingTest::weights).toList(),
              weights(extracted.model()));
    };
  }

  @Test
  void everyBranchAndEveryWantedFusionIsFittedInOrder() {
    var study = clean();
    assertThat(study.fitted().stream().map(each -> each.key().id()).toList())
        .containsExactly(
            "single:image",
            "single:text",
            "single:tabular",
            "early_i",
            "early_ii",
            "joint_i",
            "joint_ii",
            "joint_attention",
            "late",
            "late:mean",
            "late:weighted",
            "late:vote",
            "late:stacked");
    assertThat(study.notTrained()).isEmpty();
  }

  @Test
  void everyStrategyScoresEverySubsetOfBranchesAsIfTheOthersWereAbsent() {
    var study = clean();
    var features = study.encode(cohort.features(), new TensorFeatures(cohort.tensors()));
    var branches = List.copyOf(features.branches());
    for (int subset = 0; subset < 1 << branches.size(); subset++) {
      var present = new HashSet<Branch>();
      for (int i = 0; i < branches.size(); i++) {
        if ((subset >> i & 1) == 1) {
          present.add(branches.get(i));
        }
      }
      for (var fitted : study.fitted()) {
        var scores = fitted.best().scores(features, present);
        assertThat(scores).hasSize(features.rowCount());
        assertThat(Arrays.stream(scores).allMatch(Double::isFinite)).isTrue();
        if (present.isEmpty()) {
          assertThat(Arrays.stream(scores).distinct()).as(fitted.key().id()).hasSize(1);
        }
        if (present.size() == branches.size()) {
          assertThat(scores).isEqualTo(fitted.best().scores(features));
        }
      }
    }
  }

  @Test
  void aModalityWithoutAnyTrainingValueIsNotTrainedAndSaysSo() {
    var rows = new ArrayList<FeatureRow>();
    for (var row : cohort.features()) {
      var cells = new LinkedHashMap<>(row.cells());
      cells.put("xray", SyntheticCohort.missing());
      rows.add(
          new FeatureRow(
              row.subject(),
              row.triggerSource(),
              row.triggerTime(),
              row.predictionTime(),
              row.decision(),
              cells));
    }
    var study = fit(rows, cohort.outcomes());
    assertThat(study.notTrained().getFirst().key().id()).isEqualTo("single:image");
    assertThat(study.fitted().stream().map(each -> each.key().id()).toList())
        .startsWith("single:text", "single:tabular", "early_i", "early_ii", "joint_i");
  }

  private static StrategyKey late(LateRule rule) {
    return new StrategyKey.Fused(FusionStrategy.LATE, rule);
  }

  @Test
  void eachRuleOfLateFusionJoinsTheModalitiesThatARowHas() {
    var study = clean();
    var features = study.encode(cohort.features(), new TensorFeatures(cohort.tensors()));
    for (var rule : LateFusion.RULES) {
      var late = (Strategy.Late) study.fitted(late(rule)).orElseThrow().best();
      assertThat(late.rule()).isEqualTo(rule);
      var expected = new double[features.rowCount()];
      for (int row = 0; row < expected.length; row++) {
        expected[row] = late.calibration().apply(new double[] {joined(late, features, row)})[0];
      }
      assertThat(late.scores(features)).containsExactly(expected, within(1e-9));
    }
  }

  /** What a rule says of one row, as a clinician would do it by hand. */
  private static double joined(Strategy.Late late, FeatureMatrix features, int row) {
    var one = features.rows(new int[] {row});
    var scores = new ArrayList<Double>();
    var weights = new ArrayList<Double>();
    for (var member : late.members()) {
      if (one.present(member.branch())[0]) {
        scores.add(member.model().scores(one)[0]);
        weights.add(member.weight());
      }
    }
    double sum = 0;
    double weight = 0;
    int votes = 0;
    double stacked = late.base() + late.intercept();
    for (int i = 0; i < scores.size(); i++) {
      sum += weights.get(i) * scores.get(i);
      weight += weights.get(i);
      votes += scores.get(i) > late.base() ? 1 : 0;
      stacked += weights.get(i) * (scores.get(i) - late.base());
    }
    return switch (late.rule()) {
      case STACKED -> stacked;
      case VOTE -> Math.log((votes + 0.5) / (scores.size() - votes + 0.5));
      default -> weight > 0 ? sum / weight : late.base();
    };
  }

  @Test
  void noTrainingRowsGiveAReasonForEveryStrategy() {
    var empty =
        new TrainingSet(
            FeatureMatrix.of(columns(), 0, new double[0]), new double[0], OutcomeScale.LOGIT);
    assertThat(
            SyntheticCohort.quickTraining(1)
                .fit(Set.of(Branch.of(Modality.TABULAR)), WANTED, empty, empty))
        .hasSize(11)
        .allMatch(each -> each instanceof TrainedStrategy.NotTrained);
  }
}
