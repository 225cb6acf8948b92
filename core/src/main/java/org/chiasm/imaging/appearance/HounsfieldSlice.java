package org.chiasm.imaging.appearance;

/**
 * One CT slice as numbers in Hounsfield units, row-major. The array is not copied and must not
 * change; then safe for use by many threads.
 */
public final class HounsfieldSlice {
  private final float[] values;
  private final int rows;
  private final int columns;
  private final double rowSpacingMm;
  private final double columnSpacingMm;

  /**
   * A slice over these values.
   *
   * @param values rows × columns of them
   * @param rows at least 1
   * @param columns at least 1
   * @param rowSpacingMm distance between rows, positive
   * @param columnSpacingMm distance between columns, positive
   * @throws IllegalArgumentException if size or spacing is none
   */
  public HounsfieldSlice(
      float[] values, int rows, int columns, double rowSpacingMm, double columnSpacingMm) {
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
    this.values = values;
    this.rows = rows;
    this.columns = columns;
    this.rowSpacingMm = rowSpacingMm;
    this.columnSpacingMm = columnSpacingMm;
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  double rowSpacingMm() {
    return rowSpacingMm;
  }

  double columnSpacingMm() {
    return columnSpacingMm;
  }

  float at(int row, int column) {
    return values[row * columns + column];
  }
}
