package org.chiasm.learn.fusion;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.chiasm.Modality;
import org.chiasm.learn.SyntheticCohort;
import org.chiasm.learn.encode.Feature;
import org.chiasm.learn.encode.FeatureMatrix;
import org.chiasm.study.Branch;
import org.chiasm.study.FusionStrategy;
import org.chiasm.study.LateRule;
import org.junit.jupiter.api.Test;

/** Rules of late fusion, and what trees learn of absence, on two columns whose truth is known. */
class AbsentBranchTest {
  private static final StrategyKey LATE = new StrategyKey.Fused(FusionStrategy.LATE);
  private static final Set<Branch> BOTH =
      Set.of(Branch.of(Modality.TABULAR), Branch.of(Modality.IMAGE));

  /** The tabular column tells the outcome, the image column nothing. */
  private static TrainingSet line(int rows) {
    var random = new Random(3);
    var values = random.doubles(2L * rows, -1.7, 1.7).toArray();
    var outcomes = new double[rows];
    for (int row = 0; row < rows; row++) {
      outcomes[row] = random.nextDouble() < 1 / (1 + Math.exp(-2 * values[2 * row])) ? 1 : 0;
    }
    return new TrainingSet(FeatureMatrix.of(columns(), rows, values), outcomes, OutcomeScale.LOGIT);
  }

  private static List<Feature> columns() {
    return List.of(
        new Feature("a", "a", Branch.of(Modality.TABULAR), Feature.Kind.QUANTITY),
        new Feature("b", "b", Branch.of(Modality.IMAGE), Feature.Kind.QUANTITY));
  }

  @Test
  void lateFusionIsTheRuleThatTheStudyNames() {
    var set = line(300);
    for (var rule : LateFusion.RULES) {
      var named =
          (TrainedStrategy.Fitted)
              SyntheticCohort.quickTraining(1)
                  .fit(BOTH, List.of(FusionStrategy.LATE), rule, set, set)
                  .get(2);
      assertThat(named.key()).isEqualTo(LATE);
      assertThat(named.byLearner().values())
          .allSatisfy(each -> assertThat(((Strategy.Late) each).rule()).isEqualTo(rule));
    }
  }

  @Test
  void stackingGivesAUselessModalityLittleWeightAndNoneANegativeOne() {
    var set = line(800);
    var late =
        (TrainedStrategy.Fitted)
            SyntheticCohort.quickTraining(1)
                .fit(BOTH, List.of(FusionStrategy.LATE), LateRule.STACKED, set, set)
                .get(2);
    var members = ((Strategy.Late) late.with(LearnerKind.LINEAR)).members();
    assertThat(members.getFirst().branch()).isEqualTo(Branch.of(Modality.IMAGE));
    assertThat(members.getFirst().weight() * 0.2).isLessThan(members.getLast().weight());
    assertThat(members.getLast().weight()).isBetween(0.7, 1.4);
  }

  @Test
  void treesThatLostABranchPredictAsWellAsTreesThatNeverHadIt() {
    var random = new Random(8);
    int rows = 1200;
    var values = new double[2 * rows];
    var outcomes = new double[rows];
    for (int row = 0; row < rows; row++) {
      double shared = random.nextGaussian();
      values[2 * row] = shared + 0.7 * random.nextGaussian();
      values[2 * row + 1] = shared + 0.3 * random.nextGaussian();
      outcomes[row] = random.nextDouble() < 1 / (1 + Math.exp(-3 * shared)) ? 1 : 0;
    }
    var all =
        new TrainingSet(FeatureMatrix.of(columns(), rows, values), outcomes, OutcomeScale.LOGIT);
    var half = new boolean[rows];
    Arrays.fill(half, 0, 800, true);
    var training = all.where(half);
    var rest = new boolean[rows];
    Arrays.fill(rest, 800, rows, true);
    var tuning = all.where(rest);
    var trees =
        new XgBoostLearner(
            List.of(new XgBoostLearner.Settings(0.1, 3, 3, 0.8, 1, 5)), 200, 30, 30, 1);
    var tabular = Branch.of(Modality.TABULAR);
    var without =
        trees.fit(
            training.columns(feature -> feature.branch().equals(tabular)),
            tuning.columns(feature -> feature.branch().equals(tabular)));
    double alone =
        OutcomeScale.LOGIT.loss(
            without.scores(tuning.columns(feature -> feature.branch().equals(tabular)).features()),
            tuning.outcomes());
    var lost = tuning.features().only(Set.of(tabular));
    double naive =
        OutcomeScale.LOGIT.loss(trees.fit(training, tuning).scores(lost), tuning.outcomes());
    double aware =
        OutcomeScale.LOGIT.loss(
            trees.fit(training.withHiddenBranches(1), tuning).scores(lost), tuning.outcomes());
    assertThat(aware).isLessThan(alone + 0.02).isLessThan(naive - 0.05);
  }

  @Test
  void earlyFusionScoresARowThatLacksABranchByTheModelWithoutIt() {
    var set = line(300);
    var fitted =
        SyntheticCohort.quickTraining(1)
            .fit(BOTH, List.of(FusionStrategy.EARLY_I), LateRule.CHOSEN, set, set);
    var tabular = (TrainedStrategy.Fitted) fitted.get(1);
    var early = (TrainedStrategy.Fitted) fitted.get(2);
    for (var learner : early.byLearner().keySet()) {
      var best = learner == early.chosen() ? tabular.chosen() : learner;
      var alone = tabular.with(best).scores(set.features());
      assertThat(early.with(learner).scores(set.features(), Set.of(Branch.of(Modality.TABULAR))))
          .isEqualTo(alone);
      assertThat(early.with(learner).scores(set.features())).isNotEqualTo(alone);
    }
  }

  @Test
  void ofThreeBranchesEachRowGoesToTheSmallestModelThatHasAllOfIts() {
    int rows = 90;
    var random = new Random(5);
    var values = random.doubles(3L * rows, -1, 1).toArray();
    var outcomes = new double[rows];
    for (int row = 0; row < rows; row++) {
      outcomes[row] = values[3 * row] + values[3 * row + 1] + values[3 * row + 2] > 0 ? 1 : 0;
      for (int i = 0; i < row % 3; i++) {
        values[3 * row + i] = Double.NaN;
      }
    }
    var columns = new ArrayList<>(columns());
    columns.add(new Feature("c", "c", Branch.of(Modality.TEXT), Feature.Kind.QUANTITY));
    var matrix = FeatureMatrix.of(columns, rows, values);
    var set = new TrainingSet(matrix, outcomes, OutcomeScale.LOGIT);
    var early =
        (TrainedStrategy.Fitted)
            SyntheticCohort.quickTraining(1)
                .fit(
                    Set.copyOf(matrix.branches()),
                    List.of(FusionStrategy.EARLY_I),
                    LateRule.CHOSEN,
                    set,
                    set)
                .getLast();
    var joined = (Strategy.Joined) early.with(LearnerKind.LINEAR);
    assertThat(joined.reduced()).hasSize(3);
    var scores = joined.scores(matrix);
    for (int row = 0; row < rows; row++) {
      var own = new HashSet<>(matrix.branches());
      int at = row;
      own.removeIf(branch -> !matrix.present(branch)[at]);
      var model =
          own.size() == 3
              ? new Strategy.Joined(
                  joined.branches(), joined.model(), joined.calibration(), joined.scale())
              : joined.reduced().stream()
                  .filter(each -> each.branches().containsAll(own))
                  .findFirst()
                  .orElseThrow();
      assertThat(scores[row]).isEqualTo(model.scores(matrix)[row]);
    }
  }

  @Test
  void copiesWithAHiddenBranchFollowTheSeedAlone() {
    var set = line(50);
    var copies = set.withHiddenBranches(4);
    assertThat(copies.rowCount()).isEqualTo(100);
    assertThat(copies.features().toFloats())
        .isEqualTo(set.withHiddenBranches(4).features().toFloats())
        .isNotEqualTo(set.withHiddenBranches(5).features().toFloats());
    for (int row = 0; row < 50; row++) {
      var copy = copies.features().row(50 + row);
      assertThat(Arrays.stream(copy).filter(Double::isNaN).count()).isEqualTo(1);
      assertThat(copies.outcomes()[50 + row]).isEqualTo(set.outcomes()[row]);
    }
  }

  @Test
  void withoutABranchTheLearnerThatIsBestForTheOthersSpeaks() {
    var set = line(400);
    var parts =
        BranchModels.reducible(BOTH, parts(set, 0.1, 0.4), Map.of(ALONE, parts(set, 0.5, 0.2)));
    var early = requireNonNull(parts.get(LearnerKind.XGBOOST), "trees").strategy();
    assertThat(early.reduced()).hasSize(1);
    assertThat(early.reduced().getFirst().model()).isInstanceOf(LinearModel.class);
    var linear = requireNonNull(parts.get(LearnerKind.LINEAR), "linear").strategy();
    assertThat(linear.reduced().getFirst().model()).isInstanceOf(LinearModel.class);
  }

  private static final Set<Branch> ALONE = Set.of(Branch.of(Modality.TABULAR));

  /** Trees and a linear model with these losses. */
  private static Map<LearnerKind, BranchModels.Part> parts(
      TrainingSet set, double trees, double linear) {
    var own = set.columns(feature -> ALONE.contains(feature.branch()));
    var quick =
        new XgBoostLearner(
            List.of(new XgBoostLearner.Settings(0.1, 2, 3, 0.8, 1, 5)), 20, 10, 10, 1);
    var models = List.<Model>of(quick.fit(own, own), LinearLearner.DEFAULT.fit(own, own));
    var branches = trees < linear ? BOTH : ALONE;
    var strategies =
        models.stream()
            .map(
                model -> new Strategy.Joined(branches, model, Calibration.NONE, OutcomeScale.LOGIT))
            .toList();
    return Map.of(
        LearnerKind.XGBOOST, new BranchModels.Part(strategies.get(0), trees),
        LearnerKind.LINEAR, new BranchModels.Part(strategies.get(1), linear));
  }
}
