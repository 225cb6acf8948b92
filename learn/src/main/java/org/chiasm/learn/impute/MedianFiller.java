package org.chiasm.learn.impute;

import java.util.Arrays;

/** The median of each column. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record MedianFiller(double[] medians) implements Filler {
  static MedianFiller fit(StandardRows training) {
    return new MedianFiller(
        Arrays.stream(training.columns()).mapToDouble(MedianFiller::median).toArray());
  }

  private static double median(double[] column) {
    var known = Arrays.stream(column).filter(value -> !Double.isNaN(value)).sorted().toArray();
    int middle = known.length / 2;
    return known.length == 0
        ? 0
        : known.length % 2 == 1 ? known[middle] : (known[middle - 1] + known[middle]) / 2;
  }

  @Override
  public StandardRows fill(StandardRows rows) {
    var filled = rows.copy();
    for (int column = 0; column < medians.length; column++) {
      for (int row = 0; row < rows.rowCount(); row++) {
        if (rows.isMissing(row, column)) {
          filled.columns()[column][row] = medians[column];
        }
      }
    }
    return filled;
  }
}
