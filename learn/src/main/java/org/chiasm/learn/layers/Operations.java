package org.chiasm.learn.layers;

import java.util.List;

/**
 * The operations that networks are written in. One implementation computes with gradients, one
 * records an ONNX graph, one only notes the parameters; all see the same calls in the same order.
 * The first axis of every value but parameters counts rows.
 *
 * @param <T> a value: an array, or the name of one
 */
public interface Operations<T> {
  /** An input of the network; {@code shape} leaves out the axis of rows. */
  T input(String name, int... shape);

  /**
   * A fitted array.
   *
   * @param fanIn how many numbers each of its results sums over; its numbers start normally
   *     distributed with variance 1 / fanIn, or at zero where it is 0
   */
  T parameter(String name, int fanIn, int... shape);

  /** Sum of arrays of one shape, or of shapes of one rank that differ in axes of extent 1. */
  T add(T left, T right);

  /** Product of arrays of one shape, or of shapes of one rank that differ in axes of extent 1. */
  T multiply(T left, T right);

  /** {@code value * factor + shift}. */
  T affine(T value, float factor, float shift);

  /** Rows × inputs, times inputs × outputs, plus outputs. */
  T linear(T value, T weight, T bias);

  /** Matrix product over the last two axes; the axes before are equal. */
  T matrixProduct(T left, T right);

  /**
   * Cross-correlation over one to three spatial axes.
   *
   * @param value rows × channels × space
   * @param weight outputs × channels × kernel
   * @param bias one for each output
   * @param spatial how many axes space has, 1 to 3
   */
  T convolution(T value, T weight, T bias, int spatial, int stride, int padding);

  /** Zero for what is below zero. */
  T relu(T value);

  /** Hyperbolic tangent. */
  T tanh(T value);

  /** 1 / (1 + e^−x). */
  T sigmoid(T value);

  /** e^x. */
  T exponential(T value);

  /** Shares over the last axis. */
  T softmax(T value);

  /** The mean over an axis, which goes. */
  T mean(T value, int axis);

  /** The values after one another along an axis. */
  T join(List<T> values, int axis);

  /** The numbers at one place of the second axis, which goes. */
  T slice(T value, int index);

  /** The same numbers in another shape; at most one extent is −1 and follows from the others. */
  T reshape(T value, int... shape);

  /** The axes in another order. */
  T transpose(T value, int... axes);

  /** In training, numbers set to zero at random and the others scaled up; otherwise the same. */
  T dropout(T value, double rate);
}
