package org.chiasm.learn.evaluate;

import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.chiasm.SubjectId;

/**
 * Resampling of subjects with replacement, all rows of a subject together (Efron and Tibshirani
 * 1993; Field and Welsh 2007 for clusters). The same seed gives the same resamples, so that
 * strategies are compared on identical ones.
 */
public final class SubjectBootstrap {
  /** Share of resamples in which a metric must be defined for its interval to stand. */
  private static final double ENOUGH = 0.9;

  private static final double LOW = 0.025;
  private static final double HIGH = 0.975;

  private final int[] subjectOfRow;
  private final int subjectCount;
  private final int count;
  private final long seed;

  /**
   * Resamples.
   *
   * @param subjects of each row
   * @param count how many resamples
   */
  public SubjectBootstrap(List<SubjectId> subjects, int count, long seed) {
    var index = new TreeMap<SubjectId, Integer>();
    subjects.forEach(subject -> index.put(subject, 0));
    int next = 0;
    for (var entry : index.entrySet()) {
      entry.setValue(next++);
    }
    this.subjectOfRow =
        subjects.stream().mapToInt(subject -> index.getOrDefault(subject, 0)).toArray();
    this.subjectCount = next;
    this.count = count;
    this.seed = seed;
  }

  /** How many different subjects. */
  public int subjectCount() {
    return subjectCount;
  }

  /** How often each row is drawn in one resample. */
  int[] weights(int resample) {
    var random = new Random(seed * 1_000_003L + resample);
    var drawn = new int[subjectCount];
    for (int i = 0; i < subjectCount; i++) {
      drawn[random.nextInt(subjectCount)]++;
    }
    return IntStream.of(subjectOfRow).map(subject -> drawn[subject]).toArray();
  }

  /**
   * A statistic on all rows and on every resample.
   *
   * @param statistic of row weights; NaN where it is not defined
   * @param undefined the reason to give where it is not defined on all rows
   */
  public MetricEstimate estimate(ToDoubleFunction<int[]> statistic, String undefined) {
    double value = statistic.applyAsDouble(IntStream.of(subjectOfRow).map(_ -> 1).toArray());
    if (Double.isNaN(value)) {
      return new MetricEstimate.Undefined(undefined);
    }
    if (subjectCount < 2) {
      return new MetricEstimate.ValueOnly(value, "one subject only");
    }
    double[] resampled =
        IntStream.range(0, count)
            .parallel()
            .mapToDouble(resample -> statistic.applyAsDouble(weights(resample)))
            .filter(each -> !Double.isNaN(each))
            .sorted()
            .toArray();
    if (resampled.length < ENOUGH * count) {
      return new MetricEstimate.ValueOnly(
          value,
          "defined in " + resampled.length + " of " + count + " resamples only; too few subjects");
    }
    return new MetricEstimate.Estimated(
        value, quantile(resampled, LOW), quantile(resampled, HIGH), resampled.length);
  }

  private static double quantile(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
