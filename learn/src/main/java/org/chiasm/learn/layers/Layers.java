package org.chiasm.learn.layers;

/** Layers that several architectures use. */
final class Layers {
  private Layers() {}

  /** Rows × inputs to rows × outputs. */
  static <T> T linear(Operations<T> operations, String name, T value, int inputs, int outputs) {
    return operations.linear(
        value,
        operations.parameter(name + ".weight", inputs, inputs, outputs),
        operations.parameter(name + ".bias", 0, outputs));
  }

  /** Nearly the same numbers near zero, drawn in smoothly so that none passes the bound. */
  static <T> T bounded(Operations<T> operations, T value, float bound) {
    return operations.affine(operations.tanh(operations.affine(value, 1 / bound, 0)), bound, 0);
  }

  /** A convolution over two axes with a kernel of 3 and its padding. */
  static <T> T image(
      Operations<T> operations, String name, T value, int channels, int outputs, int stride) {
    return operations.convolution(
        value,
        operations.parameter(name + ".weight", 9 * channels, outputs, channels, 3, 3),
        operations.parameter(name + ".bias", 0, outputs),
        2,
        stride,
        1);
  }

  /** A convolution over three axes with a kernel of 3 and its padding. */
  static <T> T volume(
      Operations<T> operations, String name, T value, int channels, int outputs, int stride) {
    return operations.convolution(
        value,
        operations.parameter(name + ".weight", 27 * channels, outputs, channels, 3, 3, 3),
        operations.parameter(name + ".bias", 0, outputs),
        3,
        stride,
        1);
  }

  /** A convolution over one axis with an odd kernel and its padding. */
  static <T> T signal(
      Operations<T> operations,
      String name,
      T value,
      int channels,
      int outputs,
      int kernel,
      int stride) {
    return operations.convolution(
        value,
        operations.parameter(name + ".weight", kernel * channels, outputs, channels, kernel),
        operations.parameter(name + ".bias", 0, outputs),
        1,
        stride,
        kernel / 2);
  }

  /**
   * Gated attention pooling (Ilse et al. 2018, arXiv:1802.04712): (rows · parts) × width to rows ×
   * width.
   */
  static <T> T pooled(Operations<T> operations, String name, T value, int parts, int width) {
    int hidden = 8;
    var view = operations.tanh(linear(operations, name + ".view", value, width, hidden));
    var gate = operations.sigmoid(linear(operations, name + ".gate", value, width, hidden));
    var scores = linear(operations, name + ".score", operations.multiply(view, gate), hidden, 1);
    var weights = operations.softmax(operations.reshape(scores, -1, 1, parts));
    var stacked = operations.reshape(value, -1, parts, width);
    return operations.reshape(operations.matrixProduct(weights, stacked), -1, width);
  }
}
