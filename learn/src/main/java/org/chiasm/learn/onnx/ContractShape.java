package org.chiasm.learn.onnx;

import java.util.List;
import java.util.Optional;
import org.chiasm.Tensor;

/** Tensors brought to the extents that a given encoder's contract names. */
final class ContractShape {
  private ContractShape() {}

  /**
   * The numbers of a tensor of the same rank; nothing where an axis that is not spatial differs.
   * Spatial are the last two axes, or the last one where there are two axes. Where the contract is
   * smaller the means of blocks are taken, where it is larger the nearest number.
   */
  static Optional<float[]> fit(Tensor tensor, List<Integer> extents) {
    int rank = extents.size();
    int fixed = rank == 1 ? 0 : rank == 2 ? 1 : rank - 2;
    int outer = 1;
    for (int axis = 0; axis < fixed; axis++) {
      if (tensor.extent(axis) != extents.get(axis)) {
        return Optional.empty();
      }
      outer *= extents.get(axis);
    }
    int height = rank > 2 ? extents.get(rank - 2) : 1;
    int width = extents.getLast();
    int rows = rank > 2 ? tensor.extent(rank - 2) : 1;
    int columns = tensor.extent(rank - 1);
    var fitted = new float[outer * height * width];
    for (int i = 0; i < outer; i++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          fitted[(i * height + y) * width + x] =
              mean(
                  tensor.values(),
                  i * rows * columns,
                  columns,
                  block(y, height, rows),
                  block(x, width, columns));
        }
      }
    }
    return Optional.of(fitted);
  }

  /** From, inclusive, and to, exclusive; never empty. */
  private record Block(int from, int to) {}

  private static Block block(int index, int blocks, int extent) {
    int from = (int) ((long) index * extent / blocks);
    return new Block(from, (int) Math.max(from + 1L, (index + 1L) * extent / blocks));
  }

  private static float mean(float[] values, int offset, int columns, Block down, Block across) {
    double sum = 0;
    for (int y = down.from(); y < down.to(); y++) {
      for (int x = across.from(); x < across.to(); x++) {
        float value = values[offset + y * columns + x];
        sum += Float.isFinite(value) ? value : 0;
      }
    }
    return (float) (sum / ((double) (down.to() - down.from()) * (across.to() - across.from())));
  }
}
