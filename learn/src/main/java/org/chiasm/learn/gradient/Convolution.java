package org.chiasm.learn.gradient;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.chiasm.learn.onnx.GraphArray;

/**
 * Cross-correlation over any number of spatial axes: rows × channels × space with outputs ×
 * channels × kernel, and one bias for each output.
 *
 * @param strides one for each spatial axis
 * @param pads zeros before each axis, then those after each
 */
record Convolution(List<Integer> strides, List<Integer> pads) implements Step {
  private static final int OUTSIDE = -1;

  /** Copies the lists. */
  Convolution {
    requireNonNull(strides, "strides");
    requireNonNull(pads, "pads");
    strides = List.copyOf(strides);
    pads = List.copyOf(pads);
  }

  @Override
  public GraphArray forward(List<GraphArray> inputs) {
    var value = inputs.get(0);
    var weight = inputs.get(1);
    int[] shape = value.shape().clone();
    shape[1] = weight.shape()[0];
    for (int axis = 0; axis < strides.size(); axis++) {
      int room = shape[axis + 2] + pads.get(axis) + pads.get(strides.size() + axis);
      shape[axis + 2] = (room - weight.shape()[axis + 2]) / strides.get(axis) + 1;
    }
    var result = GraphArray.zeros(shape);
    double[] bias = inputs.get(2).numbers();
    int space = result.stride(1);
    for (int i = 0; i < result.numbers().length; i++) {
      result.numbers()[i] = bias[i / space % bias.length];
    }
    walk(
        value,
        weight,
        result,
        (from, factor, into) -> result.numbers()[into] += factor * value.numbers()[from]);
    return result;
  }

  @Override
  public List<GraphArray> backward(
      List<GraphArray> inputs, GraphArray output, GraphArray derivative) {
    var back = GraphArray.zeros(inputs.getFirst().shape());
    walk(
        back,
        inputs.get(1),
        derivative,
        (from, factor, into) -> back.numbers()[from] += factor * derivative.numbers()[into]);
    return List.of(back);
  }

  /** One number of the input that enters one of the result. */
  private interface Visit {
    void at(int from, double factor, int into);
  }

  private void walk(GraphArray value, GraphArray weight, GraphArray result, Visit visit) {
    int channels = value.shape()[1];
    int outputs = result.shape()[1];
    int inside = value.stride(1);
    int outside = result.stride(1);
    int kernel = weight.stride(1);
    int[] places = places(value.shape(), weight.shape(), result.shape());
    for (int row = 0; row < value.shape()[0]; row++) {
      for (int output = 0; output < outputs; output++) {
        for (int channel = 0; channel < channels; channel++) {
          int from = (row * channels + channel) * inside;
          int into = (row * outputs + output) * outside;
          int factors = (output * channels + channel) * kernel;
          for (int i = 0; i < places.length; i++) {
            if (places[i] != OUTSIDE) {
              visit.at(from + places[i], weight.numbers()[factors + i % kernel], into + i / kernel);
            }
          }
        }
      }
    }
  }

  /** For each place of the result and each of the kernel, the place of the input. */
  private int[] places(int[] value, int[] weight, int[] result) {
    int kernel = 1;
    int outside = 1;
    for (int axis = 2; axis < value.length; axis++) {
      kernel *= weight[axis];
      outside *= result[axis];
    }
    var places = new int[outside * kernel];
    for (int i = 0; i < places.length; i++) {
      int place = i / kernel;
      int tap = i % kernel;
      int stride = 1;
      for (int axis = value.length - 1; axis >= 2; axis--) {
        int at =
            place % result[axis] * strides.get(axis - 2) - pads.get(axis - 2) + tap % weight[axis];
        boolean within = places[i] != OUTSIDE && at >= 0 && at < value[axis];
        places[i] = within ? places[i] + at * stride : OUTSIDE;
        stride *= value[axis];
        place /= result[axis];
        tap /= weight[axis];
      }
    }
    return places;
  }
}
