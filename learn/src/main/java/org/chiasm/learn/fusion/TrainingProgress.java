package org.chiasm.learn.fusion;

/** Who is told how far training has come. */
@FunctionalInterface
public interface TrainingProgress {
  /** Tells nobody. */
  TrainingProgress SILENT = (done, total) -> {};

  /**
   * So far done.
   *
   * @param done divisions of rows on which everything is fitted, never falling
   * @param total divisions in all
   */
  void update(int done, int total);
}
