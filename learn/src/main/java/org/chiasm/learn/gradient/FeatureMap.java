package org.chiasm.learn.gradient;

import static java.util.Objects.requireNonNull;

import org.chiasm.learn.onnx.GraphArray;

/**
 * The last feature map of one tensor's extractor for one row, and how the network's score depends
 * on it.
 *
 * @param activations pictures × channels × rows × columns, or 1 × channels × planes × rows ×
 *     columns where the network convolves over planes too
 * @param derivatives of the score with respect to each, in the same shape
 * @param planes where its planes lie in what the network reads; pictures lie one by one
 */
public record FeatureMap(
    GraphArray activations,
    GraphArray derivatives,
    CellAxis planes,
    CellAxis rows,
    CellAxis columns) {
  /** Checks that the shapes agree. */
  public FeatureMap {
    requireNonNull(planes, "planes");
    requireNonNull(rows, "rows");
    requireNonNull(columns, "columns");
    if (activations.numbers().length != derivatives.numbers().length) {
      throw new IllegalArgumentException(
          activations.numbers().length
              + " numbers have "
              + derivatives.numbers().length
              + " derivatives");
    }
  }

  /**
   * The weight of each channel of each picture: the mean derivative over its cells (Selvaraju et
   * al. 2017, equation 1).
   *
   * @return picture by picture
   */
  public double[] weights() {
    int space = activations.stride(1);
    var weights = new double[activations.shape()[0] * activations.shape()[1]];
    for (int i = 0; i < derivatives.numbers().length; i++) {
      weights[i / space] += derivatives.numbers()[i] / space;
    }
    return weights;
  }

  /**
   * The channels of each cell summed with their weights (equation 2 before its ReLU): above zero
   * where the score is raised.
   *
   * @return planes × rows × columns
   */
  public double[] weightedSums() {
    int channels = activations.shape()[1];
    int space = activations.stride(1);
    double[] weights = weights();
    var sums = new double[activations.shape()[0] * space];
    for (int i = 0; i < activations.numbers().length; i++) {
      int picture = i / (channels * space);
      sums[picture * space + i % space] += weights[i / space] * activations.numbers()[i];
    }
    return sums;
  }
}
