package org.chiasm.learn.fusion;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.chiasm.Modality;
import org.chiasm.learn.encode.Feature;
import org.chiasm.learn.encode.FeatureMatrix;
import org.chiasm.study.Branch;
import org.chiasm.study.LateRule;
import org.junit.jupiter.api.Test;

/** What rules of late fusion are fitted on, on two branches whose share in the truth is known. */
class LateFusionTest {
  private static final List<Branch> BRANCHES =
      List.of(Branch.of(Modality.TABULAR), Branch.of(Modality.IMAGE));

  private static final List<Feature> COLUMNS =
      List.of(
          new Feature("a", "a", BRANCHES.get(0), Feature.Kind.QUANTITY),
          new Feature("b", "b", BRANCHES.get(1), Feature.Kind.QUANTITY));

  /** The logit of the outcome is the sum of both columns; the image is absent in a tenth. */
  private static TrainingSet rows(int count, long seed) {
    var random = new Random(seed);
    var values = new double[2 * count];
    var outcomes = new double[count];
    for (int row = 0; row < count; row++) {
      double a = 2 * random.nextGaussian();
      double b = 2 * random.nextGaussian();
      values[2 * row] = a;
      values[2 * row + 1] = random.nextDouble() < 0.1 ? Double.NaN : b;
      outcomes[row] = random.nextDouble() < 1 / (1 + Math.exp(-a - b)) ? 1 : 0;
    }
    return new TrainingSet(FeatureMatrix.of(COLUMNS, count, values), outcomes, OutcomeScale.LOGIT);
  }

  private static List<BranchModels.Part> parts(TrainingSet training, TrainingSet tuning) {
    return BRANCHES.stream()
        .map(
            branch -> {
              var own = training.columns(feature -> feature.branch().equals(branch));
              var ownTuning = tuning.columns(feature -> feature.branch().equals(branch));
              var model = LinearLearner.DEFAULT.fit(own, ownTuning);
              return BranchModels.part(Set.of(branch), model, ownTuning)
                  .judged(
                      EnsembleModel.outOfFold(List.of(LinearLearner.DEFAULT), own)[0],
                      own,
                      ownTuning);
            })
        .toList();
  }

  private static Map<LateRule, LateFusion.Fit> fit(
      TrainingSet training, TrainingSet tuning, boolean outOfFold) {
    return new LateFusion(BRANCHES, parts(training, tuning), outOfFold, training, tuning).fit();
  }

  private static TrainingSet poisoned(TrainingSet set) {
    var others = Arrays.stream(set.outcomes()).map(each -> 1 - each).toArray();
    return new TrainingSet(set.features(), others, set.scale());
  }

  private static double slopeOnNewRows(Strategy.Late late) {
    var rows = rows(20_000, 99);
    var fit = new PenalisedFit(late.scores(rows.features()), 1, rows.outcomes(), true);
    return fit.solve(new double[2], new double[2], new double[2])[0];
  }

  @Test
  void aMeanOfScoresIsAsSureAsItMayBe() {
    var byRule = fit(rows(1500, 1), rows(150, 2), true);
    for (var rule : List.of(LateRule.MEAN, LateRule.WEIGHTED, LateRule.STACKED)) {
      var late = requireNonNull(byRule.get(rule)).strategy();
      assertThat(slopeOnNewRows(late)).as("slope of " + rule).isBetween(0.85, 1.15);
    }
    var mean = requireNonNull(byRule.get(LateRule.MEAN)).strategy();
    assertThat(mean.calibration().slope())
        .as("the mean alone would be too unsure")
        .isGreaterThan(2);
  }

  @Test
  void weightsComeFromManyTrainingRowsAndNotFromFewTuningRows() {
    var training = rows(1500, 1);
    var tuning = rows(20, 2);
    var weights =
        List.of(tuning, poisoned(tuning)).stream()
            .map(
                judges ->
                    new LateFusion(BRANCHES, parts(training, tuning), true, training, judges)
                        .fit()
                        .get(LateRule.STACKED))
            .map(fit -> requireNonNull(fit).strategy().members())
            .toList();
    for (int i = 0; i < BRANCHES.size(); i++) {
      assertThat(weights.get(1).get(i).weight())
          .isCloseTo(weights.get(0).get(i).weight(), within(0.2));
    }
  }

  @Test
  void theLossOfARuleIsThatOfEveryRowItsModelsDidNotLearnFrom() {
    var training = rows(400, 3);
    var tuning = rows(100, 4);
    var parts = parts(training, tuning);
    new LateFusion(BRANCHES, parts, true, training, tuning)
        .fit()
        .forEach(
            (rule, fit) -> {
              double sum = fit.tuningLoss() * tuning.rowCount();
              assertThat(fit.tuningLoss())
                  .isEqualTo(
                      OutcomeScale.LOGIT.loss(
                          fit.strategy().scores(tuning.features()), tuning.outcomes()));
              for (int row = 0; row < training.rowCount(); row++) {
                sum +=
                    OutcomeScale.logLoss(
                        score(fit.strategy(), parts, training, row), training.outcomes()[row]);
              }
              assertThat(fit.loss())
                  .as(rule.name())
                  .isCloseTo(sum / (training.rowCount() + tuning.rowCount()), within(1e-12));
            });
  }

  /** The joined score of one training row, member by member from its out-of-fold scores. */
  private static double score(
      Strategy.Late late, List<BranchModels.Part> parts, TrainingSet training, int row) {
    double sum = 0;
    double weights = 0;
    int votes = 0;
    int count = 0;
    for (int i = 0; i < parts.size(); i++) {
      if (training.features().present(BRANCHES.get(i))[row]) {
        var line = parts.get(i).strategy().calibration();
        double z = line.intercept() + line.slope() * parts.get(i).outOfFold()[row] - late.base();
        sum += late.members().get(i).weight() * z;
        weights += late.members().get(i).weight();
        votes += z > 0 ? 1 : 0;
        count++;
      }
    }
    double joined =
        switch (late.rule()) {
          case STACKED -> late.base() + late.intercept() + sum;
          case VOTE -> Math.log((votes + 0.5) / (count - votes + 0.5));
          default -> late.base() + sum / weights;
        };
    return late.calibration().intercept() + late.calibration().slope() * joined;
  }

  @Test
  void whereOneModelHasNoOutOfFoldScoresTuningRowsAloneDecide() {
    var training = rows(400, 3);
    var tuning = rows(100, 4);
    fit(training, tuning, false)
        .values()
        .forEach(fit -> assertThat(fit.loss()).isEqualTo(fit.tuningLoss()));
  }

  @Test
  void theLearnerIsChosenByTuningRowsAndByTrainingRowsItDidNotLearnFrom() {
    var training = rows(400, 3);
    var tuning = rows(40, 4);
    var part = parts(training, tuning).getFirst();
    var good = part.outOfFold();
    var bad = Arrays.stream(good).map(each -> -each).toArray();
    var worseOnTuning = new BranchModels.Part(part.strategy(), 0.60);
    var betterOnTuning = new BranchModels.Part(part.strategy(), 0.59);
    var parts = new EnumMap<LearnerKind, BranchModels.Part>(LearnerKind.class);
    parts.put(LearnerKind.LINEAR, worseOnTuning);
    parts.put(LearnerKind.XGBOOST, betterOnTuning);
    assertThat(BranchModels.chosenOf(parts)).isEqualTo(LearnerKind.XGBOOST);
    parts.put(LearnerKind.LINEAR, worseOnTuning.judged(good, training, tuning));
    parts.put(LearnerKind.XGBOOST, betterOnTuning.judged(bad, training, tuning));
    assertThat(BranchModels.chosenOf(parts)).isEqualTo(LearnerKind.LINEAR);
    double sum = 40 * 0.60 + 400 * OutcomeScale.LOGIT.loss(good, training.outcomes());
    assertThat(requireNonNull(parts.get(LearnerKind.LINEAR)).loss())
        .isCloseTo(sum / 440, within(1e-12));
  }
}
