package org.chiasm.learn.fusion;

import java.util.Arrays;
import java.util.List;
import org.chiasm.learn.encode.LinearPreprocessing;

/**
 * Logistic or ridge regression over preprocessed columns, its L2 penalty chosen on tuning rows
 * along a path from strong to weak.
 *
 * @param penalties tried in this order, each started from the one before; falling, positive
 * @param untuned the penalty where there are no tuning rows
 */
public record LinearLearner(List<Double> penalties, double untuned) implements Learner {
  /** What is tried unless said otherwise. */
  public static final LinearLearner DEFAULT =
      new LinearLearner(List.of(3.0, 1.0, 0.3, 0.1, 0.03, 0.01), 0.3);

  /** Copies the penalties. */
  public LinearLearner {
    penalties = List.copyOf(penalties);
    if (penalties.isEmpty() || !penalties.stream().allMatch(each -> each > 0)) {
      throw new IllegalArgumentException("Penalties must be positive, got " + penalties);
    }
  }

  @Override
  public LinearModel fit(TrainingSet training, TrainingSet tuning) {
    var preprocessing = LinearPreprocessing.fit(training.features());
    int width = preprocessing.terms().size();
    boolean logit = training.scale() == OutcomeScale.LOGIT;
    var problem =
        new PenalisedFit(
            preprocessing.transform(training.features()), width, training.targets(), logit);
    var coefficients = new double[width + 1];
    coefficients[width] = training.baseScore();
    LinearModel best = null;
    double bestLoss = Double.POSITIVE_INFINITY;
    for (double penalty : tuning.rowCount() == 0 ? List.of(untuned) : penalties) {
      var penaltyOfEach = new double[width + 1];
      Arrays.fill(penaltyOfEach, 0, width, penalty);
      coefficients = problem.solve(penaltyOfEach, new double[width + 1], coefficients);
      var weights = Arrays.stream(coefficients, 0, width).boxed().toList();
      var model = new LinearModel(preprocessing, weights, coefficients[width], penalty);
      double loss = tuning.scale().loss(model.scores(tuning.features()), tuning.outcomes());
      if (best == null || loss < bestLoss) {
        best = model;
        bestLoss = loss;
      }
    }
    if (best == null) {
      throw new IllegalStateException("No penalty was tried");
    }
    return best;
  }
}
