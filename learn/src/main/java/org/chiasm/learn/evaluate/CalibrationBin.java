package org.chiasm.learn.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One point of a calibration curve: rows with similar predictions.
 *
 * @param meanPrediction over the rows
 * @param meanOutcome over the rows: for a binary outcome the share of events
 * @param rowCount how many
 */
public record CalibrationBin(double meanPrediction, double meanOutcome, int rowCount) {
  /** The curve over at most so many bins of nearly equal size, by rising prediction. */
  static List<CalibrationBin> curve(double[] outcomes, double[] predictions, int bins) {
    var order =
        IntStream.range(0, outcomes.length)
            .boxed()
            .sorted(Comparator.comparingDouble(row -> predictions[row]))
            .toList();
    var curve = new ArrayList<CalibrationBin>();
    for (int bin = 0; bin < bins; bin++) {
      int start = (int) ((long) bin * outcomes.length / bins);
      int end = (int) ((long) (bin + 1) * outcomes.length / bins);
      double predicted = 0;
      double observed = 0;
      for (int row : order.subList(start, end)) {
        predicted += predictions[row];
        observed += outcomes[row];
      }
      int size = end - start;
      if (size > 0) {
        curve.add(new CalibrationBin(predicted / size, observed / size, size));
      }
    }
    return List.copyOf(curve);
  }
}
