package org.chiasm.learn.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.chiasm.learn.layers.Operations;
import org.chiasm.learn.layers.Parameters;

/** Operations on PyTorch arrays. For one batch on one thread. */
final class ArrayOperations implements Operations<NDArray> {
  /** The channels of the largest block of oneDNN. */
  private static final int BLOCK = 16;

  private final NDManager manager;
  private final Parameters parameters;
  private final Function<String, float[]> inputs;
  private final int rows;
  private final boolean training;
  private final Random random;
  private final Map<Parameters.Slot, NDArray> used = new LinkedHashMap<>();

  /**
   * Operations over one batch.
   *
   * @param inputs numbers of the batch by the name of the input
   * @param training whether parameters keep gradients and dropout drops
   * @param random what is dropped
   */
  ArrayOperations(
      NDManager manager,
      Parameters parameters,
      Function<String, float[]> inputs,
      int rows,
      boolean training,
      Random random) {
    this.manager = manager;
    this.parameters = parameters;
    this.inputs = inputs;
    this.rows = rows;
    this.training = training;
    this.random = random;
  }

  /** The parameters used so far. */
  Map<Parameters.Slot, NDArray> used() {
    return used;
  }

  private static Shape shape(int... extents) {
    return new Shape(Arrays.stream(extents).asLongStream().toArray());
  }

  @Override
  public NDArray input(String name, int... shape) {
    var full = new int[shape.length + 1];
    full[0] = rows;
    System.arraycopy(shape, 0, full, 1, shape.length);
    return manager.create(inputs.apply(name), shape(full));
  }

  @Override
  public NDArray parameter(String name, int fanIn, int... shape) {
    var slot = parameters.slot(name);
    var array = manager.create(parameters.values(slot), shape(shape));
    if (training) {
      array.setRequiresGradient(true);
    }
    used.put(slot, array);
    return array;
  }

  @Override
  public NDArray add(NDArray left, NDArray right) {
    return left.add(right);
  }

  @Override
  public NDArray multiply(NDArray left, NDArray right) {
    return left.mul(right);
  }

  /**
   * DJL's own product with a number wraps the number in an array over memory of the Java heap's
   * outside and lets go of it at once, though PyTorch still reads it when it goes back: after a
   * garbage collection in between the derivative was any number at all. Arrays of the manager live
   * until the batch is done.
   */
  @Override
  public NDArray affine(NDArray value, float factor, float shift) {
    return value.mul(number(factor)).add(number(shift));
  }

  private NDArray number(float number) {
    return manager.create(new float[] {number}, new Shape(1));
  }

  @Override
  public NDArray linear(NDArray value, NDArray weight, NDArray bias) {
    return value.matMul(weight).add(bias);
  }

  @Override
  public NDArray matrixProduct(NDArray left, NDArray right) {
    return left.matMul(right);
  }

  /**
   * PyTorch hands convolutions to oneDNN 3.7.1, which works on blocks of 8 or 16 channels and does
   * not clear what a last, partly filled block has too many: the sum then held whatever the memory
   * had held before, up to what is not a number. Blocks are filled with zeros here, where the
   * channels fill none: with 1 to 3 of them no blocks are used.
   */
  @Override
  public NDArray convolution(
      NDArray value, NDArray weight, NDArray bias, int spatial, int stride, int padding) {
    long channels = value.getShape().get(1);
    boolean fits = channels <= 3 || channels == 8 || channels % BLOCK == 0;
    long filling = fits ? 0 : BLOCK - channels % BLOCK;
    return value
        .getNDArrayInternal()
        .convolution(
            filled(value, filling),
            filled(weight, filling),
            bias,
            repeated(stride, spatial),
            repeated(padding, spatial),
            repeated(1, spatial),
            1)
        .singletonOrThrow();
  }

  /** With so many channels of zeros behind its own. */
  private NDArray filled(NDArray array, long channels) {
    if (channels == 0) {
      return array;
    }
    long[] shape = array.getShape().getShape().clone();
    shape[1] = channels;
    return join(List.of(array, manager.zeros(new Shape(shape))), 1);
  }

  private static Shape repeated(int extent, int times) {
    var extents = new long[times];
    Arrays.fill(extents, extent);
    return new Shape(extents);
  }

  @Override
  public NDArray relu(NDArray value) {
    return value.getNDArrayInternal().relu();
  }

  @Override
  public NDArray tanh(NDArray value) {
    return value.tanh();
  }

  @Override
  public NDArray sigmoid(NDArray value) {
    return value.getNDArrayInternal().sigmoid();
  }

  @Override
  public NDArray exponential(NDArray value) {
    return value.exp();
  }

  @Override
  public NDArray softmax(NDArray value) {
    return value.softmax(-1);
  }

  @Override
  public NDArray mean(NDArray value, int axis) {
    return value.mean(new int[] {axis});
  }

  @Override
  public NDArray join(List<NDArray> values, int axis) {
    return NDArrays.concat(new NDList(new ArrayList<>(values)), axis);
  }

  @Override
  public NDArray slice(NDArray value, int index) {
    return value.get(":," + index);
  }

  @Override
  public NDArray reshape(NDArray value, int... shape) {
    return value.reshape(shape(shape));
  }

  @Override
  public NDArray transpose(NDArray value, int... axes) {
    return value.transpose(axes);
  }

  @Override
  public NDArray dropout(NDArray value, double rate) {
    if (!training || rate == 0) {
      return value;
    }
    var mask = new float[(int) value.size()];
    float kept = (float) (1 / (1 - rate));
    for (int i = 0; i < mask.length; i++) {
      mask[i] = random.nextDouble() < rate ? 0 : kept;
    }
    return value.mul(manager.create(mask, value.getShape()));
  }
}
