package org.chiasm.learn.survival;

import java.util.Arrays;
import java.util.List;
import org.chiasm.learn.evaluate.Measure;
import org.chiasm.learn.evaluate.ScoredRows;

/**
 * Predicted risk of rows with their follow-up, so ordered that metrics over many resamples are
 * quick. Immutable; safe between threads.
 */
final class JudgedRisk implements ScoredRows {
  private final KaplanMeier.Ordered followUp;
  private final double[][] risk;
  private final double[] times;
  private final int[] rankOfRow;
  private final int ranks;

  /**
   * Rows.
   *
   * @param times rising; the last is the horizon
   * @param risk by those times: times by rows, probabilities that do not fall
   */
  JudgedRisk(List<FollowUp> followUps, List<Double> times, double[][] risk) {
    this.followUp = new KaplanMeier.Ordered(followUps);
    this.times = times.stream().mapToDouble(Double::doubleValue).toArray();
    this.risk = risk;
    var last = atHorizon();
    var distinct = Arrays.stream(last).distinct().sorted().toArray();
    this.ranks = distinct.length;
    this.rankOfRow =
        Arrays.stream(last).mapToInt(each -> Arrays.binarySearch(distinct, each)).toArray();
  }

  @Override
  public double compute(Measure measure, int[] weights) {
    if (measure instanceof SurvivalMetric metric) {
      return compute(metric, weights);
    }
    throw new IllegalArgumentException(measure.id() + " judges another kind of outcome");
  }

  /** One metric; NaN where it is not defined. */
  double compute(SurvivalMetric metric, int[] weights) {
    return switch (metric) {
      case CONCORDANCE_UNO -> concordance(weights, true);
      case CONCORDANCE_HARRELL -> concordance(weights, false);
      case INTEGRATED_BRIER -> integratedBrier(weights);
      case BRIER_AT_HORIZON -> brier(times.length - 1, weights, followUp.estimate(weights, false));
      case OBSERVED_LESS_PREDICTED -> observedLessPredicted(weights);
    };
  }

  private double[] atHorizon() {
    return risk[risk.length - 1];
  }

  private double horizon() {
    return times[times.length - 1];
  }

  /** From the latest row to the earliest, against those already passed, in a tree by rank. */
  private double concordance(int[] weights, boolean weighted) {
    var censoring = followUp.estimate(weights, false);
    var tree = new double[ranks + 1];
    double passed = 0;
    double right = 0;
    double pairs = 0;
    for (int end = followUp.size(), start; end > 0; end = start) {
      start = end - 1;
      while (start > 0 && followUp.time(start - 1) == followUp.time(end - 1)) {
        start--;
      }
      passed += addAll(tree, start, end, false, weights);
      double stayed = weighted ? censoring.before(followUp.time(start)) : 1;
      boolean counts = followUp.time(start) <= horizon();
      for (int place = start; place < end; place++) {
        int row = followUp.row(place);
        if (counts && followUp.event(place) && weights[row] > 0) {
          double weight = weights[row] / (stayed * stayed);
          double below = sum(tree, rankOfRow[row]);
          double upTo = sum(tree, rankOfRow[row] + 1);
          right += weight * (below + (upTo - below) / 2);
          pairs += weight * passed;
        }
      }
      passed += addAll(tree, start, end, true, weights);
    }
    return pairs == 0 ? Double.NaN : right / pairs;
  }

  private double addAll(double[] tree, int start, int end, boolean events, int[] weights) {
    double added = 0;
    for (int place = start; place < end; place++) {
      int row = followUp.row(place);
      if (followUp.event(place) == events && weights[row] > 0) {
        added += weights[row];
        for (int at = rankOfRow[row] + 1; at < tree.length; at += at & -at) {
          tree[at] += weights[row];
        }
      }
    }
    return added;
  }

  /** Of the first so many ranks (Fenwick 1994). */
  private static double sum(double[] tree, int count) {
    double sum = 0;
    for (int at = count; at > 0; at -= at & -at) {
      sum += tree[at];
    }
    return sum;
  }

  private double integratedBrier(int[] weights) {
    var censoring = followUp.estimate(weights, false);
    double area = 0;
    double before = 0;
    double from = 0;
    for (int i = 0; i < times.length; i++) {
      double at = brier(i, weights, censoring);
      area += (times[i] - from) * (before + at) / 2;
      from = times[i];
      before = at;
    }
    return area / horizon();
  }

  private double brier(int index, int[] weights, KaplanMeier censoring) {
    double time = times[index];
    double stayed = censoring.before(time);
    double sum = 0;
    double rows = 0;
    for (int place = 0; place < followUp.size(); place++) {
      int row = followUp.row(place);
      double weight = weights[row];
      rows += weight;
      if (weight == 0) {
        continue;
      }
      double predicted = risk[index][row];
      if (followUp.event(place) && followUp.time(place) <= time) {
        double gap = 1 - predicted;
        sum += weight * gap * gap / censoring.before(followUp.time(place));
      } else if (followUp.time(place) >= time) {
        sum += weight * predicted * predicted / stayed;
      }
    }
    return rows == 0 || Double.isInfinite(sum) ? Double.NaN : sum / rows;
  }

  private double observedLessPredicted(int[] weights) {
    double sum = 0;
    double rows = 0;
    for (int row = 0; row < rankOfRow.length; row++) {
      sum += weights[row] * atHorizon()[row];
      rows += weights[row];
    }
    return 1 - followUp.estimate(weights, true).after(horizon()) - sum / rows;
  }
}
