package org.chiasm.learn.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.chiasm.Modality;
import org.chiasm.learn.encode.Feature;
import org.chiasm.learn.encode.FeatureMatrix;
import org.chiasm.study.Branch;
import org.chiasm.study.FusionPlan;
import org.junit.jupiter.api.Test;

class TreeSearchTest {
  private static TrainingSet set(int rows, long seed) {
    var random = new Random(seed);
    var values = new double[rows * 4];
    var outcomes = new double[rows];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < 4; i++) {
        values[4 * row + i] = random.nextGaussian();
      }
      double logit = values[4 * row] + values[4 * row + 1] * values[4 * row + 2];
      outcomes[row] = random.nextDouble() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
    }
    var columns =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    new Feature(
                        "f" + i, "f" + i, Branch.of(Modality.TABULAR), Feature.Kind.QUANTITY))
            .toList();
    return new TrainingSet(FeatureMatrix.of(columns, rows, values), outcomes, OutcomeScale.LOGIT);
  }

  @Test
  void aLargerBudgetTriesTheSameAndMore() {
    var twelve = TreeSearch.settings(12, 7);
    assertThat(twelve).hasSize(12).doesNotHaveDuplicates();
    for (int budget : new int[] {1, 4, 5, 11}) {
      assertThat(TreeSearch.settings(budget, 7)).isEqualTo(twelve.subList(0, budget));
    }
    assertThat(TreeSearch.settings(12, 8).subList(4, 12)).isNotEqualTo(twelve.subList(4, 12));
  }

  @Test
  void whatIsTriedAndKeptIsCounted() {
    var learner = XgBoostLearner.searching(new FusionPlan.Search(5), 7);
    var model = learner.fit(set(200, 1), set(100, 2));
    assertThat(model.hyperParameters())
        .containsEntry("xgboost.settings_tried", "5")
        .containsKeys("xgboost.0.rounds", "xgboost.1.rounds", "xgboost.3.max_depth");
    assertThat(model.weights()).hasSize(4);
  }

  @Test
  void theScoreIsTheMeanOfTheMembersKept() {
    var tuning = set(100, 2);
    var model = XgBoostLearner.searching(new FusionPlan.Search(4), 7).fit(set(200, 1), tuning);
    var mean = new double[100];
    for (var weights : model.weights()) {
      var alone = new XgBoostModel(model.features(), List.of(weights), new TreeMap<>());
      var scores = alone.scores(tuning.features());
      for (int row = 0; row < mean.length; row++) {
        mean[row] += scores[row] / model.weights().size();
      }
    }
    assertThat(model.scores(tuning.features())).containsExactly(mean, within(1e-12));
  }

  @Test
  void anEnsembleTrustsTheMemberThatKnowsMore() {
    var training = set(400, 1);
    var tuning = set(400, 2);
    var trees = XgBoostLearner.searching(new FusionPlan.Search(4), 7).fit(training, tuning);
    var linear = LinearLearner.DEFAULT.fit(training, tuning);
    var together = EnsembleModel.fit(List.of(trees, linear), tuning);
    assertThat(together.weights().get(0) + together.weights().get(1)).isCloseTo(1, within(1e-12));
    assertThat(together.weights().getFirst()).isGreaterThan(0.5);
    var held = set(400, 3);
    assertThat(OutcomeScale.LOGIT.loss(together.scores(held.features()), held.outcomes()))
        .isLessThan(OutcomeScale.LOGIT.loss(linear.scores(held.features()), held.outcomes()));
    var none = new TrainingSet(held.features().rows(new int[0]), new double[0], held.scale());
    assertThat(EnsembleModel.fit(List.of(trees, linear), none).weights()).containsExactly(0.5, 0.5);
  }

  @Test
  void calibrationMovesLittleOnFewRowsAndAllTheWayOnMany() {
    assertThat(slope(10)).isBetween(0.7, 1.1);
    assertThat(slope(20_000)).isCloseTo(0.5, within(0.05));
  }

  /** Of scores twice as extreme as they should be. */
  private static double slope(int rows) {
    var set = set(rows, 4);
    var scores = new double[rows];
    for (int row = 0; row < rows; row++) {
      double logit =
          set.features().value(row, 0)
              + set.features().value(row, 1) * set.features().value(row, 2);
      scores[row] = 2 * logit;
    }
    return Calibration.fit(scores, set).slope();
  }

  @Test
  void theMembersKeptAreThoseWithTheLowestTuningLoss() {
    var training = set(200, 1);
    var tuning = set(100, 2);
    var settings = TreeSearch.settings(6, 7);
    var kept = new XgBoostLearner(settings, 2, 300, 40, 50, 7).fit(training, tuning);
    var all = new XgBoostLearner(settings, 6, 300, 40, 50, 7).fit(training, tuning);
    assertThat(all.weights()).hasSize(6);
    double worstKept = 0;
    double bestLeftOut = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 6; i++) {
      var weights = all.weights().get(i);
      var alone = new XgBoostModel(all.features(), List.of(weights), new TreeMap<>());
      double loss = OutcomeScale.LOGIT.loss(alone.scores(tuning.features()), tuning.outcomes());
      if (kept.weights().stream().anyMatch(each -> Arrays.equals(each, weights))) {
        worstKept = Math.max(worstKept, loss);
      } else {
        bestLeftOut = Math.min(bestLeftOut, loss);
      }
    }
    assertThat(worstKept).isPositive().isLessThanOrEqualTo(bestLeftOut);
  }
}
