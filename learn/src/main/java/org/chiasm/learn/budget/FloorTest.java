package org.chiasm.learn.budget;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Locale;
import org.chiasm.learn.evaluate.Judge;
import org.chiasm.learn.evaluate.Measure;
import org.chiasm.learn.evaluate.Metric;
import org.chiasm.learn.evaluate.MetricEstimate;
import org.chiasm.learn.outcome.OutcomeKind;
import org.chiasm.study.PerformanceFloor;

/**
 * Says whether predictions keep a floor: whether the whole 95 % interval of the metric, or of its
 * change against the same rows as they are, lies on the right side of it.
 *
 * @param floor absolute or relative
 * @param metric whose floor it is
 */
record FloorTest(PerformanceFloor floor, Measure metric) {
  FloorTest {
    requireNonNull(floor, "floor");
    requireNonNull(metric, "metric");
  }

  /**
   * The test of a study's floor; where it states none, the usual one of its kind of outcome.
   *
   * @throws IllegalArgumentException if the metric is not one of this kind of outcome
   */
  static FloorTest of(PerformanceFloor stated, OutcomeKind kind) {
    var floor =
        stated instanceof PerformanceFloor.Unstated ? kind.usualFloor() : stated;
    var name =
        switch (floor) {
          case PerformanceFloor.Absolute absolute -> absolute.metric();
          case PerformanceFloor.Relative relative -> relative.metric();
          case PerformanceFloor.Unstated _ -> throw new IllegalStateException("replaced above");
        };
    var metric =
        kind.ordered().stream()
            .filter(each -> each.id().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "missing.floor names "
                            + name
                            + ", which does not fit the outcome; it has "
                            + kind.ordered().stream().map(Measure::id).toList()));
    return new FloorTest(floor, metric);
  }

  /**
   * Whether it is kept.
   *
   * @param predictions judged
   * @param whole of the same rows as they are
   */
  boolean holds(Judge judge, double[][] predictions, double[][] whole) {
    boolean higher = metric.better() == Metric.Better.HIGHER;
    return switch (floor) {
      case PerformanceFloor.Absolute(_, double bound) -> {
        yield judge.estimate(metric, predictions) instanceof MetricEstimate.Estimated interval
            && (higher ? interval.low() >= bound : interval.high() <= bound);
      }
      case PerformanceFloor.Relative(_, double change) ->
          judge.advantage(metric, predictions, whole) instanceof MetricEstimate.Estimated interval
              && interval.low() >= -Math.abs(change);
      case PerformanceFloor.Unstated _ -> true;
    };
  }

  /** The floor in words. */
  String words() {
    return switch (floor) {
      case PerformanceFloor.Absolute(_, double bound) ->
          String.format(
              Locale.ROOT,
              "%s %s %s",
              metric.id(),
              metric.better() == Metric.Better.HIGHER ? "at least" : "at most",
              plain(bound));
      case PerformanceFloor.Relative(_, double change) ->
          String.format(Locale.ROOT, "%s at most %s worse", metric.id(), plain(Math.abs(change)));
      case PerformanceFloor.Unstated _ -> "none";
    };
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
