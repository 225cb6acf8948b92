package org.chiasm.learn.gradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chiasm.learn.onnx.GraphArray;

/** Operations that put numbers elsewhere and change none. */
final class Rearrangement {
  /** The same numbers in the shape of the second input, of which one extent may be −1. */
  static final Step RESHAPE = new Reshape();

  private Rearrangement() {}

  private record Reshape() implements Step {
    @Override
    public GraphArray forward(List<GraphArray> inputs) {
      double[] numbers = inputs.getFirst().numbers();
      int[] shape = Arrays.stream(inputs.get(1).numbers()).mapToInt(each -> (int) each).toArray();
      int known = Arrays.stream(shape).filter(each -> each >= 0).reduce(1, Math::multiplyExact);
      for (int axis = 0; axis < shape.length; axis++) {
        shape[axis] = shape[axis] < 0 ? numbers.length / known : shape[axis];
      }
      return new GraphArray(shape, numbers);
    }

    @Override
    public List<GraphArray> backward(
        List<GraphArray> inputs, GraphArray output, GraphArray derivative) {
      return List.of(new GraphArray(inputs.getFirst().shape(), derivative.numbers()));
    }
  }

  /** The axes in another order. */
  record Transpose(List<Integer> order) implements Step {
    @Override
    public GraphArray forward(List<GraphArray> inputs) {
      var input = inputs.getFirst();
      int[] shape = order.stream().mapToInt(axis -> input.shape()[axis]).toArray();
      var result = GraphArray.zeros(shape);
      for (int i = 0; i < result.numbers().length; i++) {
        result.numbers()[i] = input.numbers()[from(input, shape, i)];
      }
      return result;
    }

    @Override
    public List<GraphArray> backward(
        List<GraphArray> inputs, GraphArray output, GraphArray derivative) {
      var back = GraphArray.zeros(inputs.getFirst().shape());
      for (int i = 0; i < derivative.numbers().length; i++) {
        back.numbers()[from(back, derivative.shape(), i)] = derivative.numbers()[i];
      }
      return List.of(back);
    }

    private int from(GraphArray input, int[] shape, int i) {
      int rest = i;
      int from = 0;
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        from += rest % shape[axis] * input.stride(order.get(axis));
        rest /= shape[axis];
      }
      return from;
    }
  }

  /** Arrays after one another along an axis. */
  record Join(int axis) implements Step {
    @Override
    public GraphArray forward(List<GraphArray> inputs) {
      int[] shape = inputs.getFirst().shape().clone();
      shape[axis] = inputs.stream().mapToInt(each -> each.shape()[axis]).sum();
      var joined = GraphArray.zeros(shape);
      int start = 0;
      for (var each : inputs) {
        int block = block(each);
        for (int outer = 0; outer < each.numbers().length / block; outer++) {
          System.arraycopy(
              each.numbers(),
              outer * block,
              joined.numbers(),
              outer * block(joined) + start,
              block);
        }
        start += block;
      }
      return joined;
    }

    @Override
    public List<GraphArray> backward(
        List<GraphArray> inputs, GraphArray output, GraphArray derivative) {
      var backs = new ArrayList<GraphArray>();
      int start = 0;
      for (var each : inputs) {
        var back = GraphArray.zeros(each.shape());
        int block = block(each);
        for (int outer = 0; outer < back.numbers().length / block; outer++) {
          System.arraycopy(
              derivative.numbers(),
              outer * block(output) + start,
              back.numbers(),
              outer * block,
              block);
        }
        start += block;
        backs.add(back);
      }
      return backs;
    }

    /** How many numbers an array has from one index before the axis to the next. */
    private int block(GraphArray array) {
      return array.shape()[axis] * array.stride(axis);
    }
  }

  /** The numbers at one place, the second input, of an axis, which goes. */
  record Slice(int axis) implements Step {
    @Override
    public GraphArray forward(List<GraphArray> inputs) {
      var input = inputs.getFirst();
      int[] shape = new int[input.shape().length - 1];
      for (int i = 0; i < shape.length; i++) {
        shape[i] = input.shape()[i < axis ? i : i + 1];
      }
      var slice = GraphArray.zeros(shape);
      for (int i = 0; i < slice.numbers().length; i++) {
        slice.numbers()[i] = input.numbers()[from(inputs, i)];
      }
      return slice;
    }

    @Override
    public List<GraphArray> backward(
        List<GraphArray> inputs, GraphArray output, GraphArray derivative) {
      var back = GraphArray.zeros(inputs.getFirst().shape());
      for (int i = 0; i < derivative.numbers().length; i++) {
        back.numbers()[from(inputs, i)] = derivative.numbers()[i];
      }
      return List.of(back);
    }

    private int from(List<GraphArray> inputs, int i) {
      var input = inputs.getFirst();
      int stride = input.stride(axis);
      int place = (int) inputs.get(1).numbers()[0];
      return (i / stride * input.shape()[axis] + place) * stride + i % stride;
    }
  }
}
