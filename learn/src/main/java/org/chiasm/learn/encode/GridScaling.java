package org.chiasm.learn.encode;

import java.util.ArrayList;
import java.util.List;

/**
 * Courses made fit for networks: each measure standardised by training rows, its last value carried
 * on, with a mask and the steps since it was measured (Che et al. 2018,
 * doi:10.1038/s41598-018-24271-9).
 *
 * @param means of each measure in training
 * @param deviations of each, positive
 */
public record GridScaling(List<Double> means, List<Double> deviations) {
  private static final float LARGEST = 5;

  /** Copies the lists. */
  public GridScaling {
    means = List.copyOf(means);
    deviations = List.copyOf(deviations);
  }

  /** Fits on training rows. */
  static GridScaling fit(TensorBlock training) {
    int measures = training.input().shape().get(0);
    int steps = training.input().shape().get(1);
    var means = new ArrayList<Double>();
    var deviations = new ArrayList<Double>();
    for (int measure = 0; measure < measures; measure++) {
      double sum = 0;
      double squares = 0;
      int count = 0;
      for (var row : training.rows()) {
        for (int i = measure * steps; i < (measure + 1) * steps && row.length > 0; i++) {
          float value = Float.float16ToFloat(row[i]);
          if (Float.isFinite(value)) {
            sum += value;
            squares += (double) value * value;
            count++;
          }
        }
      }
      double mean = count == 0 ? 0 : sum / count;
      double variance = count == 0 ? 0 : squares / count - mean * mean;
      means.add(mean);
      deviations.add(variance > 1e-12 ? Math.sqrt(variance) : 1);
    }
    return new GridScaling(means, deviations);
  }

  /** Carried values, masks and steps since, one after the other; none for none. */
  short[] apply(short[] grid) {
    int measures = means.size();
    int steps = grid.length / measures;
    var result = new short[3 * grid.length];
    for (int measure = 0; measure < measures; measure++) {
      float last = 0;
      float since = steps;
      for (int step = 0; step < steps; step++) {
        int at = measure * steps + step;
        float value = Float.float16ToFloat(grid[at]);
        boolean measured = Float.isFinite(value);
        if (measured) {
          last =
              Math.clamp(
                  (float) ((value - means.get(measure)) / deviations.get(measure)),
                  -LARGEST,
                  LARGEST);
          since = 0;
        } else {
          since = Math.min(since + 1, steps);
        }
        result[at] = Float.floatToFloat16(last);
        result[grid.length + at] = Float.floatToFloat16(measured ? 1 : 0);
        result[2 * grid.length + at] = Float.floatToFloat16(since);
      }
    }
    return result;
  }
}
