package org.chiasm.learn.gradient;

import java.util.List;
import org.chiasm.learn.onnx.GraphArray;

/** Products of matrices over the last two axes; the axes before are equal. */
enum MatrixProduct implements Step {
  /** The product alone. */
  PLAIN,
  /** With a third input added to each row; what it is multiplied by and that are weights. */
  WITH_BIAS;

  @Override
  public GraphArray forward(List<GraphArray> inputs) {
    var product = product(inputs.get(0), inputs.get(1));
    if (this == WITH_BIAS) {
      double[] bias = inputs.get(2).numbers();
      for (int i = 0; i < product.numbers().length; i++) {
        product.numbers()[i] += bias[i % bias.length];
      }
    }
    return product;
  }

  @Override
  public List<GraphArray> backward(
      List<GraphArray> inputs, GraphArray output, GraphArray derivative) {
    var left = product(derivative, transposed(inputs.get(1)));
    return this == WITH_BIAS
        ? List.of(left)
        : List.of(left, product(transposed(inputs.get(0)), derivative));
  }

  private static GraphArray product(GraphArray left, GraphArray right) {
    int[] shape = left.shape().clone();
    int rows = shape[shape.length - 2];
    int inner = shape[shape.length - 1];
    int columns = right.shape()[right.shape().length - 1];
    shape[shape.length - 1] = columns;
    var product = GraphArray.zeros(shape);
    int matrices = left.numbers().length / (rows * inner);
    for (int matrix = 0; matrix < matrices; matrix++) {
      for (int row = 0; row < rows; row++) {
        int into = (matrix * rows + row) * columns;
        for (int k = 0; k < inner; k++) {
          double factor = left.numbers()[(matrix * rows + row) * inner + k];
          int from = (matrix * inner + k) * columns;
          for (int column = 0; column < columns; column++) {
            product.numbers()[into + column] += factor * right.numbers()[from + column];
          }
        }
      }
    }
    return product;
  }

  private static GraphArray transposed(GraphArray array) {
    int[] shape = array.shape().clone();
    int rows = shape[shape.length - 2];
    int columns = shape[shape.length - 1];
    shape[shape.length - 2] = columns;
    shape[shape.length - 1] = rows;
    var transposed = GraphArray.zeros(shape);
    for (int i = 0; i < array.numbers().length; i++) {
      int start = i / (rows * columns) * rows * columns;
      int row = (i - start) / columns;
      transposed.numbers()[start + (i - start) % columns * rows + row] = array.numbers()[i];
    }
    return transposed;
  }
}
