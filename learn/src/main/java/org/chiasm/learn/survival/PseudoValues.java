package org.chiasm.learn.survival;

import java.util.Arrays;
import java.util.List;

/**
 * What each row says of the risk by a time, whether or not it was observed so long: n times the
 * estimate with all rows less (n − 1) times that without the row, one less the Kaplan–Meier share
 * (Andersen, Klein and Rosthøj 2003, doi:10.1093/biomet/90.1.15). Without censoring it is the
 * outcome itself, 0 or 1; with it their mean is nearly the estimate.
 */
final class PseudoValues {
  private PseudoValues() {}

  /** One for each row; cost rises with the square of their number. */
  static double[] of(List<FollowUp> followUps, double time) {
    int n = followUps.size();
    var ordered = new KaplanMeier.Ordered(followUps);
    var weights = new int[n];
    Arrays.fill(weights, 1);
    double all = 1 - ordered.estimate(weights, true).after(time);
    var values = new double[n];
    for (int row = 0; row < n; row++) {
      weights[row] = 0;
      double others = n == 1 ? 0 : 1 - ordered.estimate(weights, true).after(time);
      weights[row] = 1;
      values[row] = n * all - (n - 1) * others;
    }
    return values;
  }
}
