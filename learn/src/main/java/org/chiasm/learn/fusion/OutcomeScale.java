package org.chiasm.learn.fusion;

/** The scale on which a model's score lies, and the way from there to a prediction. */
public enum OutcomeScale {
  /** The score is a logit, the prediction a probability; outcomes are 0 or 1. */
  LOGIT,
  /** The score is the prediction. */
  LINEAR,
  /** The score is ln(1 + prediction); outcomes lie above −1. */
  LOGARITHMIC;

  /** The prediction for a score. */
  public double prediction(double score) {
    return switch (this) {
      case LOGIT -> 1 / (1 + StrictMath.exp(-score));
      case LINEAR -> score;
      case LOGARITHMIC -> StrictMath.expm1(score);
    };
  }

  /** Predictions for scores. */
  public double[] predictions(double[] scores) {
    var predictions = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      predictions[i] = prediction(scores[i]);
    }
    return predictions;
  }

  /** What a learner fits: the outcome itself, or its logarithm. */
  double target(double outcome) {
    return this == LOGARITHMIC ? StrictMath.log1p(outcome) : outcome;
  }

  /**
   * The mean loss by which choices are made: log loss of a probability, absolute error of a
   * quantity; 0 where there is no row.
   */
  public double loss(double[] scores, double[] outcomes) {
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      sum += loss(scores[i], outcomes[i]);
    }
    return scores.length == 0 ? 0 : sum / scores.length;
  }

  /** The same of one row. */
  double loss(double score, double outcome) {
    return this == LOGIT ? logLoss(score, outcome) : Math.abs(prediction(score) - outcome);
  }

  /** The loss of one logit, stable for large ones. */
  static double logLoss(double score, double outcome) {
    return Math.max(score, 0)
        - score * outcome
        + StrictMath.log1p(StrictMath.exp(-Math.abs(score)));
  }

  /** The loss of one probability, kept away from 0 and 1 by a rounding error. */
  public static double logLossOfProbability(double probability, double outcome) {
    double kept = Math.clamp(probability, Math.ulp(1.0), 1 - Math.ulp(1.0));
    return -(outcome * StrictMath.log(kept) + (1 - outcome) * StrictMath.log(1 - kept));
  }
}
