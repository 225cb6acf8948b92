package org.chiasm.learn.impute;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The mean of the nearest training rows that have the value (Troyanskaya et al. 2001,
 * doi:10.1093/bioinformatics/17.6.520). The distance is the mean square difference over the columns
 * that both rows have. Cost: rows × donors × columns.
 *
 * @param donors training rows
 * @param median stands in where no donor has the value or shares a column
 */
record NearestRows(StandardRows donors, MedianFiller median) implements Filler {
  static final int NEIGHBOURS = 10;
  private static final int DONORS_MAX = 1000;

  static NearestRows fit(StandardRows training) {
    int count = Math.min(DONORS_MAX, training.rowCount());
    int[] chosen =
        IntStream.range(0, count)
            .map(i -> (int) ((long) i * training.rowCount() / count))
            .toArray();
    return new NearestRows(training.rows(chosen), MedianFiller.fit(training));
  }

  @Override
  public StandardRows fill(StandardRows rows) {
    var filled = rows.copy();
    IntStream.range(0, rows.rowCount()).parallel().forEach(row -> fill(rows, row, filled));
    return filled;
  }

  private void fill(StandardRows rows, int row, StandardRows filled) {
    int width = rows.columns().length;
    if (IntStream.range(0, width).noneMatch(column -> rows.isMissing(row, column))) {
      return;
    }
    var distances = new double[donors.rowCount()];
    for (int donor = 0; donor < distances.length; donor++) {
      distances[donor] = distance(rows, row, donor);
    }
    var order =
        IntStream.range(0, distances.length)
            .filter(donor -> !Double.isNaN(distances[donor]))
            .boxed()
            .sorted(Comparator.comparingDouble(donor -> distances[donor]))
            .toList();
    for (int column = 0; column < width; column++) {
      if (!rows.isMissing(row, column)) {
        continue;
      }
      double sum = 0;
      int found = 0;
      for (int donor : order) {
        if (found == NEIGHBOURS) {
          break;
        }
        if (!donors.isMissing(donor, column)) {
          sum += donors.value(donor, column);
          found++;
        }
      }
      filled.columns()[column][row] = found == 0 ? median.medians()[column] : sum / found;
    }
  }

  /** NaN where the rows share no column. */
  private double distance(StandardRows rows, int row, int donor) {
    double sum = 0;
    int shared = 0;
    for (int column = 0; column < rows.columns().length; column++) {
      double gap = rows.value(row, column) - donors.value(donor, column);
      if (!Double.isNaN(gap)) {
        sum += gap * gap;
        shared++;
      }
    }
    return shared == 0 ? Double.NaN : sum / shared;
  }
}
