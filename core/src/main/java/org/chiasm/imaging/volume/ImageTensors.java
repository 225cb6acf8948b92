package org.chiasm.imaging.volume;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chiasm.Tensor;

/**
 * The standard input of image encoders, from decoded pixels after the modality LUT. Pure functions:
 * the same pixels give the same bits. Arrays are row-major and are not changed.
 */
public final class ImageTensors {
  /** Rows and columns of a radiograph. */
  public static final int PROJECTION_SIZE = 256;

  /** Slices of a volume. */
  public static final int VOLUME_DEPTH = 32;

  /** Rows and columns of a volume's slice. */
  public static final int VOLUME_SIZE = 128;

  /** The Hounsfield range of a 12-bit CT. */
  public static final float MIN_HU = -1024;

  public static final float MAX_HU = 3071;

  private static final double LOW_PERCENTILE = 0.005;
  private static final double HIGH_PERCENTILE = 0.995;

  private ImageTensors() {}

  /**
   * A radiograph as {@code [1, 256, 256]} in [0, 1], bright where the film is bright: scaled until
   * the longer side fits, centred on 0, area-averaged where it shrinks and interpolated where it
   * grows; then the 0.5th percentile becomes 0 and the 99.5th becomes 1. A picture of one value
   * becomes 0.
   *
   * @param values {@code rows * columns} numbers; one that is not finite counts as the lowest
   * @param monochrome1 whether low values are bright (DICOM PS3.3 C.7.6.3.1.2)
   */
  public static Tensor projection(float[] values, int rows, int columns, boolean monochrome1) {
    checkSize(values, rows, columns);
    int longer = Math.max(rows, columns);
    int height = scaled(rows, longer);
    int width = scaled(columns, longer);
    float[] small = resample(signed(values, monochrome1), rows, columns, height, width);
    normalise(small);
    float[] padded = new float[PROJECTION_SIZE * PROJECTION_SIZE];
    int top = (PROJECTION_SIZE - height) / 2;
    int left = (PROJECTION_SIZE - width) / 2;
    for (int row = 0; row < height; row++) {
      System.arraycopy(small, row * width, padded, (top + row) * PROJECTION_SIZE + left, width);
    }
    return Tensor.of(padded, 1, PROJECTION_SIZE, PROJECTION_SIZE);
  }

  /**
   * A CT slice as 128 × 128 numbers in HU, clipped to [-1024, 3071]: what {@link #volume} stacks.
   * Reducing slice by slice keeps a volume from being held at full size.
   *
   * @param values {@code rows * columns} numbers in HU; one that is not finite counts as -1024
   */
  public static float[] slice(float[] values, int rows, int columns) {
    checkSize(values, rows, columns);
    float[] clipped = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      float value = Float.isFinite(values[i]) ? values[i] : MIN_HU;
      clipped[i] = Math.clamp(value, MIN_HU, MAX_HU);
    }
    return resample(clipped, rows, columns, VOLUME_SIZE, VOLUME_SIZE);
  }

  /**
   * A CT stack as {@code [32, 128, 128]} in HU, slices at equal distance over the stack's extent,
   * averaged where there are more of them and interpolated where there are fewer.
   *
   * @param slices results of {@link #slice}, at least one
   * @param places where each lies along the normal, in mm, in any order; slices at one place are
   *     averaged
   * @throws IllegalArgumentException if the counts differ, a slice has another size or a place is
   *     not finite
   */
  public static Tensor volume(List<float[]> slices, double[] places) {
    if (slices.isEmpty() || slices.size() != places.length) {
      throw new IllegalArgumentException(
          "A volume needs one place for each slice, at least one; got "
              + slices.size()
              + " slices and "
              + places.length
              + " places");
    }
    for (int i = 0; i < places.length; i++) {
      if (!Double.isFinite(places[i]) || slices.get(i).length != VOLUME_SIZE * VOLUME_SIZE) {
        throw new IllegalArgumentException(
            "Slice " + i + " has " + slices.get(i).length + " numbers and lies at " + places[i]);
      }
    }
    var layers = layers(slices, places);
    var weights = AxisWeights.at(layers.stream().mapToDouble(Layer::place).toArray(), VOLUME_DEPTH);
    float[] volume = new float[VOLUME_DEPTH * VOLUME_SIZE * VOLUME_SIZE];
    for (int z = 0; z < VOLUME_DEPTH; z++) {
      double[] shares = weights.weightsOf(z);
      for (int i = 0; i < VOLUME_SIZE * VOLUME_SIZE; i++) {
        double sum = 0;
        for (int k = 0; k < shares.length; k++) {
          sum += shares[k] * layers.get(weights.firstOf(z) + k).mean(i);
        }
        volume[z * VOLUME_SIZE * VOLUME_SIZE + i] = (float) sum;
      }
    }
    return Tensor.of(volume, VOLUME_DEPTH, VOLUME_SIZE, VOLUME_SIZE);
  }

  /** Slices at one place. */
  private record Layer(double place, List<float[]> slices) {
    double mean(int index) {
      double sum = 0;
      for (float[] slice : slices) {
        sum += slice[index];
      }
      return sum / slices.size();
    }
  }

  /** Sorted by place; at one place by content, so that their order cannot matter. */
  private static List<Layer> layers(List<float[]> slices, double[] places) {
    var order = new ArrayList<Integer>();
    for (int i = 0; i < places.length; i++) {
      order.add(i);
    }
    order.sort(
        (a, b) -> {
          int byPlace = Double.compare(places[a], places[b]);
          return byPlace != 0 ? byPlace : Arrays.compare(slices.get(a), slices.get(b));
        });
    var layers = new ArrayList<Layer>();
    for (int index : order) {
      if (layers.isEmpty() || places[index] != layers.getLast().place()) {
        layers.add(new Layer(places[index], new ArrayList<>()));
      }
      layers.getLast().slices().add(slices.get(index));
    }
    return layers;
  }

  private static void checkSize(float[] values, int rows, int columns) {
    if (rows <= 0 || columns <= 0 || (long) rows * columns != values.length) {
      throw new IllegalArgumentException(
          "A picture of " + rows + " by " + columns + " cannot have " + values.length + " values");
    }
  }

  private static int scaled(int side, int longer) {
    return Math.max(1, (int) Math.round((double) side * PROJECTION_SIZE / longer));
  }

  private static float[] signed(float[] values, boolean negative) {
    float lowest = Float.POSITIVE_INFINITY;
    for (float value : values) {
      if (Float.isFinite(value)) {
        lowest = Math.min(lowest, negative ? -value : value);
      }
    }
    if (lowest == Float.POSITIVE_INFINITY) {
      lowest = 0;
    }
    float[] signed = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      signed[i] = !Float.isFinite(values[i]) ? lowest : negative ? -values[i] : values[i];
    }
    return signed;
  }

  private static float[] resample(float[] values, int rows, int columns, int height, int width) {
    var across = AxisWeights.regular(columns, width);
    var down = AxisWeights.regular(rows, height);
    double[] narrow = new double[rows * width];
    for (int row = 0; row < rows; row++) {
      for (int x = 0; x < width; x++) {
        double sum = 0;
        double[] shares = across.weightsOf(x);
        int from = row * columns + across.firstOf(x);
        for (int k = 0; k < shares.length; k++) {
          sum += shares[k] * values[from + k];
        }
        narrow[row * width + x] = sum;
      }
    }
    float[] small = new float[height * width];
    for (int y = 0; y < height; y++) {
      double[] shares = down.weightsOf(y);
      for (int x = 0; x < width; x++) {
        double sum = 0;
        for (int k = 0; k < shares.length; k++) {
          sum += shares[k] * narrow[(down.firstOf(y) + k) * width + x];
        }
        small[y * width + x] = (float) sum;
      }
    }
    return small;
  }

  private static void normalise(float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    double low = sorted[(int) (LOW_PERCENTILE * (sorted.length - 1))];
    double high = sorted[(int) Math.ceil(HIGH_PERCENTILE * (sorted.length - 1))];
    for (int i = 0; i < values.length; i++) {
      values[i] = high > low ? (float) Math.clamp((values[i] - low) / (high - low), 0, 1) : 0;
    }
  }
}
