package org.chiasm.learn.evaluate;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Outcomes with predictions, sorted once so that every weighted metric takes one pass. */
public final class RankedPredictions {
  private static final double SMALLEST_PROBABILITY = Math.ulp(1.0);

  private final double[] outcomes;
  private final double[] predictions;
  private final double[] logits;
  private final int[] rising;
  private final int[] rank;
  private final int[] risingOutcome;

  /**
   * Rows to judge.
   *
   * @param outcomes 0 or 1, or quantities
   * @param predictions as many; probabilities, or quantities
   */
  public RankedPredictions(double[] outcomes, double[] predictions) {
    if (outcomes.length != predictions.length) {
      throw new IllegalArgumentException(
          outcomes.length + " outcomes were given " + predictions.length + " predictions");
    }
    this.outcomes = outcomes.clone();
    this.predictions = predictions.clone();
    this.logits = new double[predictions.length];
    for (int row = 0; row < logits.length; row++) {
      double kept = Math.clamp(predictions[row], SMALLEST_PROBABILITY, 1 - SMALLEST_PROBABILITY);
      logits[row] = StrictMath.log(kept / (1 - kept));
    }
    this.rising =
        IntStream.range(0, predictions.length)
            .boxed()
            .sorted(Comparator.comparingDouble(row -> this.predictions[row]))
            .mapToInt(Integer::intValue)
            .toArray();
    this.rank = new int[rising.length];
    for (int i = 0; i < rising.length; i++) {
      boolean tied = i > 0 && predictions[rising[i]] == predictions[rising[i - 1]];
      rank[rising[i]] = tied ? rank[rising[i - 1]] : i + 1;
    }
    this.risingOutcome =
        IntStream.range(0, outcomes.length)
            .boxed()
            .sorted(Comparator.comparingDouble(row -> this.outcomes[row]))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  int size() {
    return outcomes.length;
  }

  double outcome(int row) {
    return outcomes[row];
  }

  /** The logit of a probability, which is kept away from 0 and 1. */
  double logit(int row) {
    return logits[row];
  }

  /**
   * Area under the receiver operating characteristic of rows counted so often; ties count half.
   *
   * @return NaN where the rows counted have one outcome only
   */
  public double auroc(int[] weights) {
    double positives = 0;
    double negatives = 0;
    double concordant = 0;
    for (int start = 0; start < rising.length; ) {
      double tiedPositives = 0;
      double tiedNegatives = 0;
      int end = start;
      while (end < rising.length && predictions[rising[end]] == predictions[rising[start]]) {
        int row = rising[end++];
        tiedPositives += outcomes[row] * weights[row];
        tiedNegatives += (1 - outcomes[row]) * weights[row];
      }
      concordant += tiedPositives * (negatives + tiedNegatives / 2);
      positives += tiedPositives;
      negatives += tiedNegatives;
      start = end;
    }
    return positives == 0 || negatives == 0 ? Double.NaN : concordant / (positives * negatives);
  }

  double averagePrecision(int[] weights) {
    double all = 0;
    double count = 0;
    for (int row = 0; row < outcomes.length; row++) {
      all += outcomes[row] * weights[row];
      count += weights[row];
    }
    if (all == 0 || all == count) {
      return Double.NaN;
    }
    double sum = 0;
    double positives = 0;
    double called = 0;
    for (int end = rising.length - 1; end >= 0; ) {
      double tied = predictions[rising[end]];
      double found = 0;
      while (end >= 0 && predictions[rising[end]] == tied) {
        int row = rising[end--];
        found += outcomes[row] * weights[row];
        called += weights[row];
      }
      positives += found;
      if (found > 0) {
        sum += found / all * (positives / called);
      }
    }
    return sum;
  }

  /** The highest sensitivity among thresholds whose specificity is at least the one stated. */
  double sensitivity(int[] weights, double specificity) {
    double positives = 0;
    double negatives = 0;
    for (int row = 0; row < outcomes.length; row++) {
      positives += outcomes[row] * weights[row];
      negatives += (1 - outcomes[row]) * weights[row];
    }
    if (positives == 0 || negatives == 0) {
      return Double.NaN;
    }
    double truePositives = 0;
    double falsePositives = 0;
    double best = 0;
    for (int end = rising.length - 1; end >= 0; ) {
      double tied = predictions[rising[end]];
      while (end >= 0 && predictions[rising[end]] == tied) {
        int row = rising[end--];
        truePositives += outcomes[row] * weights[row];
        falsePositives += (1 - outcomes[row]) * weights[row];
      }
      if (falsePositives > negatives * (1 - specificity) + 1e-9) {
        break;
      }
      best = truePositives / positives;
    }
    return best;
  }

  double logLoss(int[] weights) {
    double sum = 0;
    double count = 0;
    for (int row = 0; row < outcomes.length; row++) {
      if (weights[row] > 0) {
        double probability = outcomes[row] == 1 ? predictions[row] : 1 - predictions[row];
        double kept = Math.clamp(probability, SMALLEST_PROBABILITY, 1 - SMALLEST_PROBABILITY);
        sum -= weights[row] * StrictMath.log(kept);
        count += weights[row];
      }
    }
    return sum / count;
  }

  double meanSquaredError(int[] weights) {
    double sum = 0;
    double count = 0;
    for (int row = 0; row < outcomes.length; row++) {
      double gap = predictions[row] - outcomes[row];
      sum += weights[row] * gap * gap;
      count += weights[row];
    }
    return sum / count;
  }

  double meanAbsoluteError(int[] weights) {
    double sum = 0;
    double count = 0;
    for (int row = 0; row < outcomes.length; row++) {
      sum += weights[row] * Math.abs(predictions[row] - outcomes[row]);
      count += weights[row];
    }
    return sum / count;
  }

  double explainedVariance(int[] weights) {
    double sum = 0;
    double count = 0;
    for (int row = 0; row < outcomes.length; row++) {
      sum += weights[row] * outcomes[row];
      count += weights[row];
    }
    double mean = sum / count;
    double total = 0;
    for (int row = 0; row < outcomes.length; row++) {
      total += weights[row] * (outcomes[row] - mean) * (outcomes[row] - mean);
    }
    return total > 0 ? 1 - meanSquaredError(weights) * count / total : Double.NaN;
  }

  /** By a tree of counts (Fenwick 1994) over the ranks of predictions, in n log n. */
  double concordance(int[] weights) {
    var tree = new double[rank.length + 1];
    double concordant = 0;
    double pairs = 0;
    double total = 0;
    for (int start = 0; start < risingOutcome.length; ) {
      int end = start;
      while (end < risingOutcome.length
          && outcomes[risingOutcome[end]] == outcomes[risingOutcome[start]]) {
        int row = risingOutcome[end++];
        if (weights[row] > 0) {
          double below = sum(tree, rank[row] - 1);
          double tied = sum(tree, rank[row]) - below;
          concordant += weights[row] * (below + tied / 2);
          pairs += weights[row] * total;
        }
      }
      for (int i = start; i < end; i++) {
        int row = risingOutcome[i];
        total += weights[row];
        for (int at = rank[row]; at < tree.length; at += at & -at) {
          tree[at] += weights[row];
        }
      }
      start = end;
    }
    return pairs == 0 ? Double.NaN : concordant / pairs;
  }

  private static double sum(double[] tree, int to) {
    double sum = 0;
    for (int at = to; at > 0; at -= at & -at) {
      sum += tree[at];
    }
    return sum;
  }
}
