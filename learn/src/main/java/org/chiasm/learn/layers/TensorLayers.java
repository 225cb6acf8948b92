package org.chiasm.learn.layers;

import java.util.List;

/** The extractors of pixels, signals and courses: a tensor to {@link #WIDTH} numbers. */
final class TensorLayers<T> {
  static final int WIDTH = 16;

  private final Operations<T> operations;
  private final TensorInput tensor;
  private final String name;

  TensorLayers(Operations<T> operations, TensorInput tensor) {
    this.operations = operations;
    this.tensor = tensor;
    this.name = "extractor." + tensor.name();
  }

  T build() {
    var value =
        operations.input(
            BranchPlan.tensorInput(tensor),
            tensor.shape().stream().mapToInt(Integer::intValue).toArray());
    return switch (tensor.encoder()) {
      case SLICES -> pictures(value, extent(0), 1, extent(1), extent(2));
      case VOLUME -> volume(value);
      case TILES -> pictures(value, extent(0), extent(1), extent(2), extent(3));
      case LEADS -> leads(value);
      case COURSE -> course(value);
    };
  }

  private int extent(int axis) {
    return tensor.shape().get(axis);
  }

  /** A 2-D network over each of several pictures, then attention over them. */
  private T pictures(T value, int count, int channels, int rows, int columns) {
    var picture = operations.reshape(value, -1, channels, rows, columns);
    int[] widths = {8, 16, WIDTH, WIDTH};
    int before = channels;
    int side = Math.min(rows, columns);
    for (int i = 0; i < widths.length && (i < 3 || side > 4); i++) {
      picture =
          operations.relu(
              Layers.image(operations, name + ".picture" + i, picture, before, widths[i], 2));
      before = widths[i];
      side = (side + 1) / 2;
    }
    var flat = operations.mean(operations.mean(picture, 3), 2);
    return count == 1 ? flat : Layers.pooled(operations, name + ".pool", flat, count, WIDTH);
  }

  /** A 3-D network over all slices at once, then the mean over space. */
  private T volume(T value) {
    var voxels = operations.reshape(value, -1, 1, extent(0), extent(1), extent(2));
    int[] widths = {8, 16, WIDTH};
    int before = 1;
    for (int i = 0; i < widths.length; i++) {
      voxels =
          operations.relu(
              Layers.volume(operations, name + ".volume" + i, voxels, before, widths[i], 2));
      before = widths[i];
    }
    return operations.mean(operations.mean(operations.mean(voxels, 4), 3), 2);
  }

  /** A 1-D network with residual blocks, then the mean over time. */
  private T leads(T value) {
    var signal =
        operations.relu(Layers.signal(operations, name + ".first", value, extent(0), WIDTH, 7, 2));
    for (int block = 0; block < 3; block++) {
      var into = name + ".block" + block;
      signal =
          operations.relu(Layers.signal(operations, into + ".down", signal, WIDTH, WIDTH, 5, 2));
      var inner =
          operations.relu(Layers.signal(operations, into + ".inner", signal, WIDTH, WIDTH, 5, 1));
      signal = operations.add(signal, inner);
    }
    return operations.mean(signal, 2);
  }

  /**
   * Values, masks and hours since measurement, each measures × steps. A value carried on decays
   * towards the mean at a learned rate (Che et al. 2018, doi:10.1038/s41598-018-24271-9).
   */
  private T course(T value) {
    int measures = extent(0) / 3;
    int steps = extent(1);
    var parts = operations.reshape(value, -1, 3, measures * steps);
    var carried = part(parts, 0, measures, steps);
    var mask = part(parts, 1, measures, steps);
    var since = part(parts, 2, measures, steps);
    var rate = operations.parameter(name + ".rate", 0, 1, measures, 1);
    var delay = operations.parameter(name + ".delay", 0, 1, measures, 1);
    var exponent =
        operations.relu(
            operations.add(operations.multiply(operations.affine(rate, 1, 0.1f), since), delay));
    var decayed = operations.multiply(carried, operations.exponential(negative(exponent)));
    var joined = operations.join(List.of(decayed, mask, operations.affine(exponent, 0.1f, 0)), 1);
    var signal =
        operations.relu(Layers.signal(operations, name + ".first", joined, extent(0), WIDTH, 3, 1));
    var inner =
        operations.relu(Layers.signal(operations, name + ".second", signal, WIDTH, WIDTH, 5, 1));
    var sequence = operations.transpose(operations.add(signal, inner), 0, 2, 1);
    return Layers.pooled(
        operations, name + ".pool", operations.reshape(sequence, -1, WIDTH), steps, WIDTH);
  }

  private T negative(T value) {
    return operations.affine(value, -1, 0);
  }

  private T part(T parts, int which, int measures, int steps) {
    return operations.reshape(operations.slice(parts, which), -1, measures, steps);
  }
}
