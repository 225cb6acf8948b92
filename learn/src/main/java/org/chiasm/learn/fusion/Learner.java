package org.chiasm.learn.fusion;

/** A way of fitting a model to training rows and choosing its settings on tuning rows. */
public sealed interface Learner permits XgBoostLearner, LinearLearner {
  /**
   * Fits. Nothing of the tuning rows enters the model but the choice among settings; without tuning
   * rows the settings are fixed ones.
   *
   * @param training at least one row and one column
   * @param tuning the same columns
   */
  Model fit(TrainingSet training, TrainingSet tuning);

  /**
   * The same of rows over time: hazards over the lines of rows and intervals.
   *
   * @param training over time
   * @param tuning over time, the same intervals
   */
  default HazardModel fitOverTime(TrainingSet training, TrainingSet tuning) {
    return new HazardModel(fit(training.lines(), tuning.lines()), training.ends());
  }

  /** Fits rows as they are: once for all, or over time. */
  default Model learn(TrainingSet training, TrainingSet tuning) {
    return training.ends().isEmpty() ? fit(training, tuning) : fitOverTime(training, tuning);
  }
}
