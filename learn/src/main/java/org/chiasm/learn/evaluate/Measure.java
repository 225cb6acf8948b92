package org.chiasm.learn.evaluate;

/**
 * A figure of merit that results name: of probabilities, quantities, classes or risk over time.
 * Each family of them is an enumeration.
 */
public interface Measure {
  /** Which way is good. */
  Metric.Better better();

  /** As written in results: lower case. */
  String id();
}
