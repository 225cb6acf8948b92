package org.chiasm.learn.fusion;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.chiasm.learn.encode.Feature;
import org.chiasm.learn.encode.FeatureMatrix;

/**
 * The risk of an event over time, from its hazard in each of several intervals: the probability
 * that it happens there if it has not happened before, by a model that reads the interval beside
 * the columns (Singer and Willett 1993, doi:10.3102/10769986018002155).
 *
 * @param hazard of the columns of {@link #columns}, giving the logit of the hazard
 * @param ends of the intervals, rising, in the outcome's unit; the first begins at 0
 */
public record HazardModel(Model hazard, List<Double> ends) implements Model {
  private static final String INTERVAL = "followup_interval";

  /** Copies the ends. */
  public HazardModel {
    requireNonNull(hazard, "hazard");
    ends = List.copyOf(ends);
    if (ends.isEmpty()) {
      throw new IllegalArgumentException("A hazard model needs at least one interval");
    }
  }

  /** The logit of the risk of an event by the end of the last interval. */
  @Override
  public double[] scores(FeatureMatrix features) {
    return riskLogits(features)[ends.size() - 1];
  }

  @Override
  public double[][] riskLogits(FeatureMatrix features) {
    var at = new int[features.rowCount()];
    var hazards = new double[ends.size()][];
    for (int interval = 0; interval < ends.size(); interval++) {
      Arrays.fill(at, interval);
      hazards[interval] = hazard.scores(at(features, at, ends.size()));
    }
    return riskLogits(hazards);
  }

  /** Logits of risk by the ends of intervals, from logits of the hazards in them. */
  static double[][] riskLogits(double[][] hazards) {
    var logits = new double[hazards.length][hazards[0].length];
    var cumulative = new double[hazards[0].length];
    for (int interval = 0; interval < logits.length; interval++) {
      for (int row = 0; row < cumulative.length; row++) {
        cumulative[row] += minusLogOfStaying(hazards[interval][row]);
        logits[interval][row] = riskLogit(cumulative[row]);
      }
    }
    return logits;
  }

  /** −ln(1 − hazard) for the logit of a hazard. */
  private static double minusLogOfStaying(double score) {
    return Math.max(score, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(score)));
  }

  /** ln((1 − s) / s) for s = e^−c, stable for small and large c. */
  private static double riskLogit(double c) {
    double kept = Math.max(c, Double.MIN_NORMAL);
    return kept < 1
        ? StrictMath.log(StrictMath.expm1(kept))
        : kept + StrictMath.log1p(-StrictMath.exp(-kept));
  }

  @Override
  public SortedMap<String, String> hyperParameters() {
    var all = new TreeMap<>(hazard.hyperParameters());
    all.put("hazard.intervals", Integer.toString(ends.size()));
    return all;
  }

  /** The columns a hazard is fitted on: the given ones, the interval's number, and which it is. */
  public static List<Feature> columns(List<Feature> features, int intervals) {
    var columns = new ArrayList<>(features);
    var branch = features.getFirst().branch();
    columns.add(new Feature(INTERVAL, INTERVAL, branch, Feature.Kind.QUANTITY));
    for (int interval = 1; interval < intervals; interval++) {
      columns.add(new Feature(INTERVAL + "=" + interval, INTERVAL, branch, Feature.Kind.INDICATOR));
    }
    return List.copyOf(columns);
  }

  /**
   * Rows with the columns of an interval each.
   *
   * @param interval of each row, from 0
   */
  public static FeatureMatrix at(FeatureMatrix features, int[] interval, int intervals) {
    var columns = columns(features.features(), intervals);
    int width = columns.size();
    var values = new double[Math.multiplyExact(interval.length, width)];
    for (int row = 0; row < interval.length; row++) {
      int start = row * width;
      System.arraycopy(features.row(row), 0, values, start, features.columnCount());
      values[start + features.columnCount()] = interval[row];
      if (interval[row] > 0) {
        values[start + features.columnCount() + interval[row]] = 1;
      }
    }
    return FeatureMatrix.of(columns, interval.length, values);
  }
}
