package org.chiasm.learn.evaluate;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One point of a decision curve (Vickers and Elkin 2006, doi:10.1177/0272989X06295361).
 *
 * @param threshold probability at or above which one would act, in (0, 1)
 * @param netBenefit true positives minus false positives weighted by threshold / (1 − threshold),
 *     over all rows
 * @param treatAll the net benefit of acting on every row
 */
public record DecisionPoint(double threshold, double netBenefit, double treatAll) {
  /** The curve at thresholds 0.01 to 0.99. */
  static List<DecisionPoint> curve(double[] outcomes, double[] predictions) {
    return IntStream.rangeClosed(1, 99)
        .mapToObj(percent -> at(percent / 100.0, outcomes, predictions))
        .toList();
  }

  static DecisionPoint at(double threshold, double[] outcomes, double[] predictions) {
    double odds = threshold / (1 - threshold);
    double benefit = 0;
    double all = 0;
    for (int row = 0; row < outcomes.length; row++) {
      double gain = outcomes[row] == 1 ? 1 : -odds;
      all += gain;
      benefit += predictions[row] >= threshold ? gain : 0;
    }
    return new DecisionPoint(threshold, benefit / outcomes.length, all / outcomes.length);
  }
}
