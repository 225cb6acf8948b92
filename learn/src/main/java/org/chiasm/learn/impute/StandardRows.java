package org.chiasm.learn.impute;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Rows of columns on a standard scale, NaN where a value is missing. Columns first. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StandardRows(int rowCount, double[][] columns) {
  /** Rows of a matrix given column by column, each brought to its scale. */
  static StandardRows of(List<double[]> raw, List<ColumnScale> scales) {
    var columns = new double[raw.size()][];
    for (int column = 0; column < columns.length; column++) {
      var scale = scales.get(column);
      columns[column] = Arrays.stream(raw.get(column)).map(scale::to).toArray();
    }
    return new StandardRows(raw.isEmpty() ? 0 : raw.getFirst().length, columns);
  }

  StandardRows copy() {
    return new StandardRows(
        rowCount, Arrays.stream(columns).map(double[]::clone).toArray(double[][]::new));
  }

  double value(int row, int column) {
    return columns[column][row];
  }

  boolean isMissing(int row, int column) {
    return Double.isNaN(columns[column][row]);
  }

  StandardRows rows(int[] chosen) {
    return new StandardRows(
        chosen.length,
        Arrays.stream(columns)
            .map(column -> IntStream.of(chosen).mapToDouble(row -> column[row]).toArray())
            .toArray(double[][]::new));
  }
}
