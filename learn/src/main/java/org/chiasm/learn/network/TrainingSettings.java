package org.chiasm.learn.network;

/**
 * How a network is trained.
 *
 * @param learningRate at its highest; it rises over the first pass and falls along half a cosine to
 *     a twentieth at the last
 * @param weightDecay as {@link AdamW} applies it
 * @param batch rows for one step at least
 * @param mostPasses through the training rows
 * @param patience passes without improvement on the rows that stop it, after which training stops
 * @param untunedPasses passes where no rows stop it
 * @param branchDropout share of branches hidden from a row in a step, never all it has
 */
public record TrainingSettings(
    double learningRate,
    double weightDecay,
    int batch,
    int mostPasses,
    int patience,
    int untunedPasses,
    double branchDropout) {
  /** Checks the ranges. */
  public TrainingSettings {
    if (!(learningRate > 0)
        || !(weightDecay >= 0)
        || batch < 1
        || mostPasses < 1
        || patience < 1
        || untunedPasses < 1
        || !(branchDropout >= 0 && branchDropout < 1)) {
      throw new IllegalArgumentException("Training settings are out of range");
    }
  }
}
