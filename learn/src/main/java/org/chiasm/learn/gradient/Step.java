package org.chiasm.learn.gradient;

import java.util.List;
import org.chiasm.learn.onnx.GraphArray;
import org.chiasm.learn.onnx.GraphNode;

/** One operation, forwards and backwards, in double precision. Immutable; safe between threads. */
interface Step {
  /** What it gives. */
  GraphArray forward(List<GraphArray> inputs);

  /**
   * The derivatives of a number with respect to the inputs, from those with respect to what the
   * operation gave.
   *
   * @param output what {@link #forward} gave for these inputs
   * @return one for each of the first inputs; those that follow are weights and shapes
   */
  List<GraphArray> backward(List<GraphArray> inputs, GraphArray output, GraphArray derivative);

  /**
   * The operation of a node.
   *
   * @throws IllegalArgumentException if networks of ours have none of that name
   */
  static Step of(GraphNode node) {
    return switch (node.operator()) {
      case "Identity" -> Pointwise.IDENTITY;
      case "Relu" -> Pointwise.RELU;
      case "Tanh" -> Pointwise.TANH;
      case "Sigmoid" -> Pointwise.SIGMOID;
      case "Exp" -> Pointwise.EXPONENTIAL;
      case "Add" -> Pairwise.SUM;
      case "Mul" -> Pairwise.PRODUCT;
      case "Gemm" -> MatrixProduct.WITH_BIAS;
      case "MatMul" -> MatrixProduct.PLAIN;
      case "Conv" -> new Convolution(node.attribute("strides"), node.attribute("pads"));
      case "Softmax" -> Reduction.SOFTMAX;
      case "ReduceMean" -> new Reduction.Mean(node.attribute("axes").getFirst());
      case "Concat" -> new Rearrangement.Join(node.attribute("axis").getFirst());
      case "Gather" -> new Rearrangement.Slice(node.attribute("axis").getFirst());
      case "Reshape" -> Rearrangement.RESHAPE;
      case "Transpose" -> new Rearrangement.Transpose(node.attribute("perm"));
      default ->
          throw new IllegalArgumentException(
              "Operator " + node.operator() + " is none that networks of ours consist of");
    };
  }
}
