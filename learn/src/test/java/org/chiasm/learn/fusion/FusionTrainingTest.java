package org.chiasm.learn.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.chiasm.Modality;
import org.chiasm.learn.SyntheticCohort;
import org.chiasm.learn.division.Partition;
import org.chiasm.learn.division.SubjectSplit;
import org.chiasm.learn.encode.Feature;
import org.chiasm.learn.encode.FeatureMatrix;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.GateDecision;
import org.chiasm.row.InputCell;
import org.chiasm.row.InputCell.Value;
import org.chiasm.study.Branch;
import org.chiasm.study.FusionStrategy;
import org.chiasm.study.SplitDefinition;
import org.chiasm.study.StudyDefinition;
import org.junit.jupiter.api.Test;

class FusionTrainingTest {
  private static final List<FusionStrategy> WANTED =
      List.of(
          FusionStrategy.EARLY_I,
          FusionStrategy.EARLY_II,
          FusionStrategy.JOINT_I,
          FusionStrategy.LATE);
  private static final StudyDefinition STUDY =
      SyntheticCohort.study(new SplitDefinition.Shares(3, 0.6, 0.2, 0.2), false, WANTED);

  private final SyntheticCohort cohort = new SyntheticCohort(150, 5, false);
  private final Partition partition =
      SubjectSplit.of(STUDY.split(), cohort.features(), cohort.outcomes()).getFirst();

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

  @Test
  void poisonedHeldOutRowsChangeNothing() {
    var clean = fit(cohort.features(), cohort.outcomes());
    var poisoned =
        fit(
            poisoned(cohort.features(), partition.heldOut()),
            poisoned(cohort.outcomes(), partition.heldOut()));
    assertThat(poisoned.encoder()).isEqualTo(clean.encoder());
    assertThat(poisoned.reference()).isEqualTo(clean.reference());
    for (int i = 0; i < clean.fitted().size(); i++) {
      var before = clean.fitted().get(i);
      var after = poisoned.fitted().get(i);
      assertThat(after.chosen()).isEqualTo(before.chosen());
      assertThat(after.tuningLoss()).isEqualTo(before.tuningLoss());
      for (var learner : before.byLearner().keySet()) {
        assertThat(weights(after.with(learner))).isEqualTo(weights(before.with(learner)));
        assertThat(after.with(learner).hyperParameters())
            .isEqualTo(before.with(learner).hyperParameters());
      }
    }
  }

  @Test
  void poisonedTuningRowsChangeChoicesAndCalibrationOnly() {
    var clean = fit(cohort.features(), cohort.outcomes());
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
    assertThat(calibration(poisoned)).isNotEqualTo(calibration(clean));
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
    assertThat(fixed.fit(training, poison).weights())
        .isEqualTo(fixed.fit(training, tuning).weights());
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
      case Strategy.Joined joined -> weights(joined.model());
      case Strategy.Late late ->
          late.members().stream().<Object>map(member -> weights(member.model())).toList();
    };
  }

  private static List<Object> weights(Model model) {
    return switch (model) {
      case LinearModel linear -> List.of(linear);
      case XgBoostModel trees -> List.of(Arrays.toString(trees.weights()));
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
    var study = fit(cohort.features(), cohort.outcomes());
    assertThat(study.fitted().stream().map(each -> each.key().id()).toList())
        .containsExactly(
            "single:image",
            "single:text",
            "single:tabular",
            "early_i",
            "early_ii",
            "joint_i",
            "late");
    assertThat(study.notTrained()).isEmpty();
  }

  @Test
  void everyStrategyScoresEverySubsetOfBranchesAsIfTheOthersWereAbsent() {
    var study = fit(cohort.features(), cohort.outcomes());
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
        .containsExactly("single:text", "single:tabular", "early_i", "early_ii", "joint_i", "late");
  }

  @Test
  void anAbsentModalityLeavesLateFusionToTheOthers() {
    var study = fit(cohort.features(), cohort.outcomes());
    var late = study.fitted(new StrategyKey.Fused(FusionStrategy.LATE)).orElseThrow().best();
    var features = study.encode(cohort.features(), new TensorFeatures(cohort.tensors()));
    var present = features.present(Branch.of(Modality.IMAGE));
    assertThat(late).isInstanceOf(Strategy.Late.class);
    var fused = (Strategy.Late) late;
    var scores = fused.scores(features);
    var expected = new double[scores.length];
    Arrays.fill(expected, fused.base() + fused.intercept());
    for (var member : fused.members()) {
      var alone = member.model().scores(features);
      for (int row = 0; row < expected.length; row++) {
        boolean speaks = !member.branch().equals(Branch.of(Modality.IMAGE)) || present[row];
        expected[row] += speaks ? member.weight() * (alone[row] - fused.base()) : 0;
      }
    }
    assertThat(scores).containsExactly(expected, within(1e-9));
    assertThat(scores).doesNotContain(Double.NaN);
  }

  @Test
  void stackingGivesAUselessModalityLittleWeightAndNoneANegativeOne() {
    var random = new Random(3);
    int rows = 800;
    var values = random.doubles(2L * rows, -1.7, 1.7).toArray();
    var outcomes = new double[rows];
    for (int row = 0; row < rows; row++) {
      outcomes[row] = random.nextDouble() < 1 / (1 + Math.exp(-2 * values[2 * row])) ? 1 : 0;
    }
    var set =
        new TrainingSet(FeatureMatrix.of(columns(), rows, values), outcomes, OutcomeScale.LOGIT);
    var modalities = Set.of(Branch.of(Modality.TABULAR), Branch.of(Modality.IMAGE));
    var late =
        (TrainedStrategy.Fitted)
            SyntheticCohort.quickTraining(1)
                .fit(modalities, List.of(FusionStrategy.LATE), set, set)
                .getLast();
    var members = ((Strategy.Late) late.with(LearnerKind.LINEAR)).members();
    assertThat(members.getFirst().branch()).isEqualTo(Branch.of(Modality.IMAGE));
    assertThat(members.getFirst().weight() * 0.2).isLessThan(members.getLast().weight());
    assertThat(members.getLast().weight()).isBetween(0.7, 1.4);
  }

  @Test
  void noTrainingRowsGiveAReasonForEveryStrategy() {
    var empty =
        new TrainingSet(
            FeatureMatrix.of(columns(), 0, new double[0]), new double[0], OutcomeScale.LOGIT);
    assertThat(
            SyntheticCohort.quickTraining(1)
                .fit(Set.of(Branch.of(Modality.TABULAR)), WANTED, empty, empty))
        .hasSize(5)
        .allMatch(each -> each instanceof TrainedStrategy.NotTrained);
  }
}
