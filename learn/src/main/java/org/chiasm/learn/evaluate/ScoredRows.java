package org.chiasm.learn.evaluate;

/**
 * Predictions of rows beside what came of them, so ordered that a measure is quick over many
 * resamples. Safe between threads.
 */
@FunctionalInterface
public interface ScoredRows {
  /**
   * A measure over rows that count as often as their weight says.
   *
   * @param weights one for each row, none negative
   * @return NaN where it is not defined
   * @throws IllegalArgumentException if it is no measure of such predictions
   */
  double compute(Measure measure, int[] weights);
}
