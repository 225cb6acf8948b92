package org.chiasm.learn.gradient;

import java.util.List;
import org.chiasm.learn.onnx.GraphArray;

/** Functions of each number of an array by itself. */
enum Pointwise implements Step {
  /** The number itself. */
  IDENTITY {
    @Override
    double value(double x) {
      return x;
    }

    @Override
    double slope(double value) {
      return 1;
    }
  },
  /** Zero for what is below zero; its derivative at zero is 0, as in PyTorch. */
  RELU {
    @Override
    double value(double x) {
      return Math.max(x, 0);
    }

    @Override
    double slope(double value) {
      return value > 0 ? 1 : 0;
    }
  },
  /** Hyperbolic tangent. */
  TANH {
    @Override
    double value(double x) {
      return StrictMath.tanh(x);
    }

    @Override
    double slope(double value) {
      return 1 - value * value;
    }
  },
  /** 1 / (1 + e^−x). */
  SIGMOID {
    @Override
    double value(double x) {
      return 1 / (1 + StrictMath.exp(-x));
    }

    @Override
    double slope(double value) {
      return value * (1 - value);
    }
  },
  /** e^x. */
  EXPONENTIAL {
    @Override
    double value(double x) {
      return StrictMath.exp(x);
    }

    @Override
    double slope(double value) {
      return value;
    }
  };

  abstract double value(double x);

  /** The derivative where the function has that value. */
  abstract double slope(double value);

  @Override
  public GraphArray forward(List<GraphArray> inputs) {
    var input = inputs.getFirst();
    var values = new double[input.numbers().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(input.numbers()[i]);
    }
    return new GraphArray(input.shape(), values);
  }

  @Override
  public List<GraphArray> backward(
      List<GraphArray> inputs, GraphArray output, GraphArray derivative) {
    var back = new double[derivative.numbers().length];
    for (int i = 0; i < back.length; i++) {
      back[i] = derivative.numbers()[i] * slope(output.numbers()[i]);
    }
    return List.of(new GraphArray(output.shape(), back));
  }
}
