package org.chiasm.learn.network;

/** Who is told how far training has come. Called from several threads. */
@FunctionalInterface
public interface TrainingProgress extends PassListener {
  /** Tells nobody. */
  TrainingProgress SILENT = (done, total) -> {};

  /**
   * So far done.
   *
   * @param done divisions of rows on which everything is fitted, never falling
   * @param total divisions in all
   */
  void update(int done, int total);

  @Override
  default void pass(String network, int pass, int most, double training, double tuning) {}
}
