package org.chiasm.learn.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chiasm.Tensor;

/**
 * The original features of a trajectory's grid: for each concept what its steps say of level,
 * spread, direction and how often somebody looked. Steps without a mean are left out, not filled.
 */
final class GridFeatures {
  /** What is measured of each concept, in order. */
  static final List<String> MEASURES =
      List.of(
          "first",
          "last",
          "min",
          "max",
          "mean",
          "std",
          "slope",
          "late_mean",
          "measured_share",
          "since_last");

  private static final double LATE_SHARE = 0.25;

  private GridFeatures() {}

  /** {@code <concept>.<measure>} for each concept in turn. */
  static List<String> names(List<String> concepts) {
    var names = new ArrayList<String>();
    concepts.forEach(concept -> MEASURES.forEach(measure -> names.add(concept + "." + measure)));
    return List.copyOf(names);
  }

  /**
   * The features in the order of {@link #names}; NaN where a concept has too few steps.
   *
   * @param grid concepts by steps
   * @param stepHours the length of a step
   */
  static double[] measure(Tensor grid, double stepHours) {
    int concepts = grid.extent(0);
    int steps = grid.extent(1);
    var features = new double[concepts * MEASURES.size()];
    for (int concept = 0; concept < concepts; concept++) {
      var row = Arrays.copyOfRange(grid.values(), concept * steps, (concept + 1) * steps);
      System.arraycopy(
          measure(row, stepHours), 0, features, concept * MEASURES.size(), MEASURES.size());
    }
    return features;
  }

  private static double[] measure(float[] row, double stepHours) {
    var features = new double[MEASURES.size()];
    Arrays.fill(features, Double.NaN);
    int count = 0;
    int first = -1;
    int last = -1;
    double sum = 0;
    double sumStep = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double late = 0;
    int lateCount = 0;
    int lateFrom = (int) Math.floor(row.length * (1 - LATE_SHARE));
    for (int step = 0; step < row.length; step++) {
      if (Float.isNaN(row[step])) {
        continue;
      }
      first = first < 0 ? step : first;
      last = step;
      count++;
      sum += row[step];
      sumStep += step;
      min = Math.min(min, row[step]);
      max = Math.max(max, row[step]);
      if (step >= lateFrom) {
        late += row[step];
        lateCount++;
      }
    }
    features[8] = (double) count / row.length;
    if (count == 0) {
      return features;
    }
    double mean = sum / count;
    double meanStep = sumStep / count;
    double squares = 0;
    double stepSquares = 0;
    double products = 0;
    for (int step = first; step <= last; step++) {
      if (!Float.isNaN(row[step])) {
        squares += (row[step] - mean) * (row[step] - mean);
        stepSquares += (step - meanStep) * (step - meanStep);
        products += (step - meanStep) * (row[step] - mean);
      }
    }
    features[0] = row[first];
    features[1] = row[last];
    features[2] = min;
    features[3] = max;
    features[4] = mean;
    if (count > 1) {
      features[5] = StrictMath.sqrt(squares / (count - 1));
      features[6] = products / stepSquares / stepHours;
    }
    features[7] = lateCount > 0 ? late / lateCount : Double.NaN;
    features[9] = (row.length - 1 - last) * stepHours;
    return features;
  }
}
