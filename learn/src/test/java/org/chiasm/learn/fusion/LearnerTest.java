package org.chiasm.learn.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.chiasm.Modality;
import org.chiasm.learn.encode.Feature;
import org.chiasm.learn.encode.FeatureMatrix;
import org.chiasm.study.Branch;
import org.junit.jupiter.api.Test;

class LearnerTest {
  private static final XgBoostLearner TREES =
      new XgBoostLearner(
          List.of(
              new XgBoostLearner.Settings(0.1, 2, 2, 0.8, 0.5, 5),
              new XgBoostLearner.Settings(0.1, 4, 2, 0.8, 0.5, 5)),
          150,
          30,
          20,
          5);

  private static TrainingSet set(int rows, long seed, OutcomeScale scale) {
    var random = new Random(seed);
    var values = new double[rows * 6];
    var outcomes = new double[rows];
    for (int row = 0; row < rows; row++) {
      double sum = 0;
      for (int i = 0; i < 6; i++) {
        double value = random.nextGaussian();
        sum += i < 3 ? value : 0;
        values[6 * row + i] = random.nextDouble() < 0.1 ? Double.NaN : value;
      }
      outcomes[row] =
          scale == OutcomeScale.LOGIT
              ? (random.nextDouble() < 1 / (1 + Math.exp(-sum)) ? 1 : 0)
              : 10 + sum + 0.1 * random.nextGaussian();
    }
    return new TrainingSet(FeatureMatrix.of(columns(6), rows, values), outcomes, scale);
  }

  private static List<Feature> columns(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> new Feature("f" + i, "f" + i, Branch.of(Modality.TABULAR), Feature.Kind.QUANTITY))
        .toList();
  }

  @Test
  void penalisedRegressionSolvesTheNormalEquations() {
    double[] design = {1, 2, 0, 1, 3, 1, -1, 0, 2, 2};
    double[] targets = {3, 1, 5, -2, 4};
    double[] penalty = {0.2, 0.5, 0};
    double[] centre = {0, 1, 0};
    var solved = new PenalisedFit(design, 2, targets, false).solve(penalty, centre, new double[3]);
    for (int i = 0; i < 3; i++) {
      double gradient = penalty[i] * (solved[i] - centre[i]);
      for (int row = 0; row < 5; row++) {
        double fitted = solved[0] * design[2 * row] + solved[1] * design[2 * row + 1] + solved[2];
        gradient += (fitted - targets[row]) * (i == 2 ? 1 : design[2 * row + i]) / 5;
      }
      assertThat(gradient).isCloseTo(0, within(1e-6));
    }
  }

  @Test
  void logisticRegressionFindsTheKnownSolutionOfATwoByTwoTable() {
    int[][] table = {{30, 10}, {15, 45}};
    var design = new double[100];
    var targets = new double[100];
    int row = 0;
    for (int exposed = 0; exposed < 2; exposed++) {
      for (int event = 0; event < 2; event++) {
        for (int i = 0; i < table[exposed][event]; i++) {
          design[row] = exposed;
          targets[row++] = event;
        }
      }
    }
    var solved =
        new PenalisedFit(design, 1, targets, true)
            .solve(new double[2], new double[2], new double[2]);
    assertThat(solved[0]).isCloseTo(Math.log((45.0 / 15) / (10.0 / 30)), within(1e-5));
    assertThat(solved[1]).isCloseTo(Math.log(10.0 / 30), within(1e-5));
  }

  @Test
  void separatedOutcomesStillGiveFiniteWeightsUnderAPenalty() {
    double[] values = {-2, -1, 1, 2};
    var set =
        new TrainingSet(
            FeatureMatrix.of(columns(1), 4, values), new double[] {0, 0, 1, 1}, OutcomeScale.LOGIT);
    var model = LinearLearner.DEFAULT.fit(set, set);
    assertThat(model.weights().getFirst()).isBetween(0.0, 100.0);
  }

  @Test
  void aLinearModelReadsTheKnownWeightsBack() {
    var model =
        LinearLearner.DEFAULT.fit(
            set(2000, 1, OutcomeScale.LINEAR), set(500, 2, OutcomeScale.LINEAR));
    assertThat(model.intercept()).isCloseTo(10, within(0.1));
    var scores = model.scores(set(500, 3, OutcomeScale.LINEAR).features());
    assertThat(OutcomeScale.LINEAR.loss(scores, set(500, 3, OutcomeScale.LINEAR).outcomes()))
        .isLessThan(0.6);
  }

  @Test
  void theSameSeedGivesTheSameBytesOnOneThreadAndOnFour() throws Exception {
    var training = set(400, 1, OutcomeScale.LOGIT);
    var tuning = set(150, 2, OutcomeScale.LOGIT);
    Callable<byte[]> fit = () -> TREES.fit(training, tuning).weights().getFirst();
    var here = fit.call();
    for (int threads : new int[] {1, 4}) {
      try (var pool = new ForkJoinPool(threads)) {
        assertThat(pool.submit(fit).get()).as("%d threads", threads).isEqualTo(here);
      }
    }
    var other = new XgBoostLearner(TREES.grid(), 150, 30, 20, 6).fit(training, tuning);
    assertThat(other.weights().getFirst()).isNotEqualTo(here);
  }

  @Test
  void treesKeepOnlyTheRoundsThatHelpedOnTuningRows() {
    var training = set(400, 1, OutcomeScale.LOGIT);
    var tuning = set(150, 2, OutcomeScale.LOGIT);
    var none =
        new TrainingSet(training.features().rows(new int[0]), new double[0], training.scale());
    var greedy = List.of(new XgBoostLearner.Settings(0.3, 4, 1, 1, 1, 0));
    var learner = new XgBoostLearner(greedy, 300, 30, 300, 5);
    var kept = learner.fit(training, tuning);
    var all = learner.fit(training, none);
    assertThat(Integer.parseInt(kept.hyperParameters().get("xgboost.rounds"))).isBetween(10, 100);
    assertThat(all.hyperParameters()).containsEntry("xgboost.rounds", "300");
    assertThat(OutcomeScale.LOGIT.loss(kept.scores(tuning.features()), tuning.outcomes()))
        .isLessThan(OutcomeScale.LOGIT.loss(all.scores(tuning.features()), tuning.outcomes()));
  }

  @Test
  void savedTreesScoreBitForBitTheSame() {
    var set = set(300, 1, OutcomeScale.LINEAR);
    var model = TREES.fit(set, set(100, 2, OutcomeScale.LINEAR));
    var again =
        new XgBoostModel(model.features(), model.weights(), new TreeMap<>(model.hyperParameters()));
    assertThat(again.scores(set.features())).isEqualTo(model.scores(set.features()));
    assertThat(again.weights()).hasSize(1);
    assertThat(again.weights().getFirst()).isEqualTo(model.weights().getFirst());
  }

  @Test
  void oneRowScoresTheSameAloneAsAmongOthers() {
    var set = set(300, 1, OutcomeScale.LOGIT);
    var model = TREES.fit(set, set(100, 2, OutcomeScale.LOGIT));
    var all = model.scores(set.features());
    for (int row : new int[] {0, 17, 299}) {
      assertThat(model.scores(set.features().rows(new int[] {row}))).containsExactly(all[row]);
    }
    assertThat(model.scores(set.features().rows(new int[0]))).isEmpty();
  }

  @Test
  void oneOutcomeOnlyOrNoTuningRowsStillGiveAModel() {
    var training = set(50, 1, OutcomeScale.LOGIT);
    var allWell = new TrainingSet(training.features(), new double[50], OutcomeScale.LOGIT);
    var none =
        new TrainingSet(training.features().rows(new int[0]), new double[0], OutcomeScale.LOGIT);
    for (var learner : List.of(TREES, LinearLearner.DEFAULT)) {
      for (double score : learner.fit(allWell, none).scores(training.features())) {
        assertThat(score).isBetween(-20.0, 0.0);
      }
      assertThat(learner.fit(training, none).scores(training.features())).hasSize(50);
    }
  }

  @Test
  void calibrationUndoesOverconfidenceAndNeverTurnsAnOrderRound() {
    var random = new Random(9);
    var scores = random.doubles(2000, -2, 2).toArray();
    var outcomes =
        java.util.Arrays.stream(scores)
            .map(score -> random.nextDouble() < 1 / (1 + Math.exp(-score)) ? 1 : 0)
            .toArray();
    var tripled = java.util.Arrays.stream(scores).map(score -> 3 * score + 1).toArray();
    var tuning =
        new TrainingSet(
            FeatureMatrix.of(List.of(), 2000, new double[0]), outcomes, OutcomeScale.LOGIT);
    var calibration = Calibration.fit(tripled, tuning);
    assertThat(calibration.slope()).isCloseTo(1 / 3.0, within(0.05));
    var inverted = java.util.Arrays.stream(scores).map(score -> -score).toArray();
    assertThat(Calibration.fit(inverted, tuning).slope()).isPositive();
  }

  /**
   * The model's mean risk is right, and its mean score lies far below the score of that risk, as it
   * does where a model of rare events is too sure.
   */
  @Test
  void calibrationOfRareEventsMakesATooSureModelLessSureAndKeepsTheMeanRisk() {
    var random = new Random(12);
    var logits = random.doubles(600, -6, 0).toArray();
    var outcomes =
        java.util.Arrays.stream(logits)
            .map(logit -> random.nextDouble() < 1 / (1 + Math.exp(-logit)) ? 1 : 0)
            .toArray();
    double events = java.util.Arrays.stream(outcomes).sum();
    var tooSure = java.util.Arrays.stream(logits).map(logit -> 2 * logit + 1.09).toArray();
    var tuning =
        new TrainingSet(
            FeatureMatrix.of(List.of(), 600, new double[0]), outcomes, OutcomeScale.LOGIT);
    var calibration = Calibration.fit(tooSure, tuning);
    assertThat(calibration.slope()).isBetween(0.4, 0.7);
    double risk =
        java.util.Arrays.stream(calibration.apply(tooSure))
            .map(score -> 1 / (1 + Math.exp(-score)))
            .sum();
    assertThat(risk).isCloseTo(events, within(0.1 * events));
  }
}
