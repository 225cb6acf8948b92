package org.chiasm.learn.gradient;

import java.util.List;
import org.chiasm.learn.onnx.GraphArray;

/**
 * Sums and products of two arrays; axes are aligned from the last one, and an axis of extent 1, or
 * none, is repeated along the other's.
 */
enum Pairwise implements Step {
  /** The sum. */
  SUM,
  /** The product. */
  PRODUCT;

  @Override
  public GraphArray forward(List<GraphArray> inputs) {
    var left = inputs.get(0);
    var right = inputs.get(1);
    var result = GraphArray.zeros(joined(left.shape(), right.shape()));
    int[] fromLeft = places(left.shape(), result.shape());
    int[] fromRight = places(right.shape(), result.shape());
    for (int i = 0; i < result.numbers().length; i++) {
      double one = left.numbers()[fromLeft[i]];
      double other = right.numbers()[fromRight[i]];
      result.numbers()[i] = this == SUM ? one + other : one * other;
    }
    return result;
  }

  @Override
  public List<GraphArray> backward(
      List<GraphArray> inputs, GraphArray output, GraphArray derivative) {
    return List.of(
        back(inputs.get(0), inputs.get(1), derivative),
        back(inputs.get(1), inputs.get(0), derivative));
  }

  private GraphArray back(GraphArray of, GraphArray other, GraphArray derivative) {
    var back = GraphArray.zeros(of.shape());
    int[] from = places(of.shape(), derivative.shape());
    int[] beside = places(other.shape(), derivative.shape());
    for (int i = 0; i < derivative.numbers().length; i++) {
      double factor = this == SUM ? 1 : other.numbers()[beside[i]];
      back.numbers()[from[i]] += derivative.numbers()[i] * factor;
    }
    return back;
  }

  private static int[] joined(int[] left, int[] right) {
    var longer = left.length >= right.length ? left : right;
    var shorter = left.length >= right.length ? right : left;
    var joined = longer.clone();
    int skipped = longer.length - shorter.length;
    for (int axis = 0; axis < shorter.length; axis++) {
      joined[skipped + axis] = Math.max(joined[skipped + axis], shorter[axis]);
    }
    return joined;
  }

  /** Where each number of the result comes from. */
  private static int[] places(int[] shape, int[] result) {
    var places = new int[GraphArray.size(result)];
    int skipped = result.length - shape.length;
    for (int i = 0; i < places.length; i++) {
      int rest = i;
      int stride = 1;
      for (int axis = result.length - 1; axis >= skipped; axis--) {
        int at = rest % result[axis];
        rest /= result[axis];
        int extent = shape[axis - skipped];
        places[i] += extent == 1 ? 0 : at * stride;
        stride *= extent;
      }
    }
    return places;
  }
}
