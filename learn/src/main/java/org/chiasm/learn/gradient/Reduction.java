package org.chiasm.learn.gradient;

import java.util.List;
import java.util.stream.IntStream;
import org.chiasm.learn.onnx.GraphArray;

/** Operations that look along one axis. */
final class Reduction {
  /** Shares over the last axis. */
  static final Step SOFTMAX = new Softmax();

  private Reduction() {}

  /** The mean over an axis, which goes. */
  record Mean(int axis) implements Step {
    @Override
    public GraphArray forward(List<GraphArray> inputs) {
      var input = inputs.getFirst();
      int[] shape =
          IntStream.range(0, input.shape().length)
              .filter(each -> each != axis)
              .map(each -> input.shape()[each])
              .toArray();
      var mean = GraphArray.zeros(shape);
      for (int i = 0; i < input.numbers().length; i++) {
        mean.numbers()[into(input, i)] += input.numbers()[i] / input.shape()[axis];
      }
      return mean;
    }

    @Override
    public List<GraphArray> backward(
        List<GraphArray> inputs, GraphArray output, GraphArray derivative) {
      var back = GraphArray.zeros(inputs.getFirst().shape());
      for (int i = 0; i < back.numbers().length; i++) {
        back.numbers()[i] = derivative.numbers()[into(back, i)] / back.shape()[axis];
      }
      return List.of(back);
    }

    private int into(GraphArray input, int i) {
      int stride = input.stride(axis);
      return i / (stride * input.shape()[axis]) * stride + i % stride;
    }
  }

  private record Softmax() implements Step {
    @Override
    public GraphArray forward(List<GraphArray> inputs) {
      var input = inputs.getFirst();
      var shares = GraphArray.zeros(input.shape());
      int width = width(input);
      for (int start = 0; start < shares.numbers().length; start += width) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = start; i < start + width; i++) {
          largest = Math.max(largest, input.numbers()[i]);
        }
        double sum = 0;
        for (int i = start; i < start + width; i++) {
          shares.numbers()[i] = StrictMath.exp(input.numbers()[i] - largest);
          sum += shares.numbers()[i];
        }
        for (int i = start; i < start + width; i++) {
          shares.numbers()[i] /= sum;
        }
      }
      return shares;
    }

    @Override
    public List<GraphArray> backward(
        List<GraphArray> inputs, GraphArray output, GraphArray derivative) {
      var back = GraphArray.zeros(output.shape());
      int width = width(output);
      for (int start = 0; start < back.numbers().length; start += width) {
        double mean = 0;
        for (int i = start; i < start + width; i++) {
          mean += output.numbers()[i] * derivative.numbers()[i];
        }
        for (int i = start; i < start + width; i++) {
          back.numbers()[i] = output.numbers()[i] * (derivative.numbers()[i] - mean);
        }
      }
      return List.of(back);
    }

    private static int width(GraphArray array) {
      return array.shape()[array.shape().length - 1];
    }
  }
}
