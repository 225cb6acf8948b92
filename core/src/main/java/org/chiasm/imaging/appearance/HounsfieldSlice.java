package org.chiasm.imaging.appearance;

import static java.util.Objects.requireNonNull;

/**
 * One CT slice as numbers.
 *
 * @param values Hounsfield units, row-major; the array is not copied and must not change
 * @param rows at least 1
 * @param columns at least 1
 * @param rowSpacingMm distance between rows, positive
 * @param columnSpacingMm distance between columns, positive
 */
public record HounsfieldSlice(
    float[] values, int rows, int columns, double rowSpacingMm, double columnSpacingMm) {
  /** Checks the size and the spacing. */
  public HounsfieldSlice {
    requireNonNull(values, "values");
    if (rows < 1 || columns < 1 || values.length != (long) rows * columns) {
      throw new IllegalArgumentException(
          "HounsfieldSlice of "
              + rows
              + " rows and "
              + columns
              + " columns got "
              + values.length
              + " values");
    }
    if (!(rowSpacingMm > 0)
        || !(columnSpacingMm > 0)
        || !Double.isFinite(rowSpacingMm)
        || !Double.isFinite(columnSpacingMm)) {
      throw new IllegalArgumentException(
          "HounsfieldSlice needs a positive pixel spacing, got "
              + rowSpacingMm
              + " and "
              + columnSpacingMm);
    }
  }

  float at(int row, int column) {
    return values[row * columns + column];
  }
}
