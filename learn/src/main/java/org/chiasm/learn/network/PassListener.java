package org.chiasm.learn.network;

/** Who is told of each pass of a network through its training rows. Called from several threads. */
public interface PassListener {
  /** Tells nobody. */
  PassListener SILENT = (network, pass, most, training, tuning) -> {};

  /**
   * A pass is over.
   *
   * @param network its name: strategy and seed
   * @param pass from 1
   * @param most passes at most
   * @param training mean loss over the pass
   * @param tuning mean loss on the rows that stop it, after it; NaN where there are none
   */
  void pass(String network, int pass, int most, double training, double tuning);
}
