package org.chiasm.learn.layers;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * How a network's losses fell in training.
 *
 * @param network which: strategy, seed
 * @param points one for each pass through the training rows
 * @param kept the pass whose parameters were kept, counted from 1; 0 for those it started from
 */
public record LossCurve(String network, List<Point> points, int kept) {
  /**
   * One pass.
   *
   * @param training mean loss over the pass, with dropout
   * @param tuning mean loss on the rows that stop it, after it; NaN where there are none
   */
  public record Point(double training, double tuning) {}

  /** Copies the points. */
  public LossCurve {
    requireNonNull(network, "network");
    points = List.copyOf(points);
  }
}
