package org.chiasm.learn.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.chiasm.Tensor;
import org.chiasm.learn.encode.ImagePlanes;
import org.chiasm.study.InputDefinition;

/**
 * A block of a tensor that can be hidden: some slices, rows and columns of an image, some samples
 * of a lead, some steps of a measure.
 *
 * @param from first index on each axis
 * @param to one past the last index on each axis
 */
@SuppressWarnings("ArrayRecordComponent")
record TensorPart(int[] from, int[] to) {
  /** A tensor cut into so many parts along each axis; empty parts are left out. */
  static List<TensorPart> grid(int[] shape, int[] parts) {
    return new TensorPart(new int[shape.length], shape).split(parts);
  }

  /** This part cut again along each axis; empty parts are left out. */
  List<TensorPart> split(int[] parts) {
    var blocks = new ArrayList<TensorPart>();
    int total = Arrays.stream(parts).reduce(1, Math::multiplyExact);
    for (int index = 0; index < total; index++) {
      var first = new int[parts.length];
      var last = new int[parts.length];
      int rest = index;
      for (int axis = parts.length - 1; axis >= 0; axis--) {
        int part = rest % parts[axis];
        rest /= parts[axis];
        int extent = to[axis] - from[axis];
        first[axis] = from[axis] + part * extent / parts[axis];
        last[axis] = from[axis] + (part + 1) * extent / parts[axis];
      }
      if (IntStream.range(0, parts.length).allMatch(axis -> last[axis] > first[axis])) {
        blocks.add(new TensorPart(first, last));
      }
    }
    return blocks;
  }

  /** The tensor with this part hidden, as {@link Occlusion} says. */
  Tensor hiddenIn(Tensor tensor, InputDefinition input) {
    var values = tensor.values().clone();
    switch (input) {
      case InputDefinition.Image _ -> {
        var planes = ImagePlanes.of(tensor).orElseThrow();
        for (int plane = from[0]; plane < to[0]; plane++) {
          for (int channel = 0; channel < planes.channels(); channel++) {
            fillIn(values, planes, planes.start(plane, channel));
          }
        }
      }
      case InputDefinition.Waveform _ -> overwrite(values, tensor, true);
      default -> overwrite(values, tensor, false);
    }
    return Tensor.of(values, tensor.shape());
  }

  private void overwrite(float[] values, Tensor tensor, boolean median) {
    int width = tensor.extent(1);
    for (int row = from[0]; row < to[0]; row++) {
      float fill = median ? median(tensor.values(), row * width, (row + 1) * width) : Float.NaN;
      Arrays.fill(values, row * width + from[1], row * width + to[1], fill);
    }
  }

  private static float median(float[] values, int start, int end) {
    var sorted = Arrays.copyOfRange(values, start, end);
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /**
   * Each pixel takes the mean of the four pixels that border the block in its row and column,
   * weighted by nearness; borders that lie outside the image have no say. A block without borders
   * takes its mean.
   */
  private void fillIn(float[] values, ImagePlanes planes, int base) {
    int width = to[2] - from[2];
    var filled = new float[(to[1] - from[1]) * width];
    boolean whole = filled.length == planes.rows() * planes.columns();
    float mean = whole ? mean(values, base, filled.length) : 0;
    for (int row = from[1]; row < to[1]; row++) {
      for (int column = from[2]; column < to[2]; column++) {
        filled[(row - from[1]) * width + column - from[2]] =
            whole ? mean : fromBorders(values, planes, base, row, column);
      }
    }
    for (int row = from[1]; row < to[1]; row++) {
      int start = base + row * planes.columns() + from[2];
      System.arraycopy(filled, (row - from[1]) * width, values, start, width);
    }
  }

  private float fromBorders(float[] values, ImagePlanes planes, int base, int row, int column) {
    int columns = planes.columns();
    var border = new Mean();
    if (from[1] > 0) {
      border.add(values[base + (from[1] - 1) * columns + column], row - from[1] + 1);
    }
    if (to[1] < planes.rows()) {
      border.add(values[base + to[1] * columns + column], to[1] - row);
    }
    if (from[2] > 0) {
      border.add(values[base + row * columns + from[2] - 1], column - from[2] + 1);
    }
    if (to[2] < columns) {
      border.add(values[base + row * columns + to[2]], to[2] - column);
    }
    return (float) (border.sum / border.weight);
  }

  private static final class Mean {
    private double sum;
    private double weight;

    void add(float value, int distance) {
      sum += value / (double) distance;
      weight += 1.0 / distance;
    }
  }

  private static float mean(float[] values, int start, int count) {
    double sum = 0;
    for (int i = start; i < start + count; i++) {
      sum += values[i];
    }
    return (float) (sum / count);
  }
}
