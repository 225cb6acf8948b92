package org.chiasm.learn.encode;

import java.util.List;
import org.chiasm.Tensor;

/**
 * Tensors made small enough for networks on a processor: block means over a fixed grid and fixed
 * scaling, nothing fitted. What is not a number counts as the lowest grey value, or as 0 mV.
 */
final class TensorReduction {
  private static final int PICTURE = 64;
  private static final int SLICES = 8;
  private static final int SLICE = 32;
  private static final int TILES = 8;
  private static final int SAMPLES = 500;
  private static final int LEADS = 12;
  private static final int COLOURS = 3;
  private static final float HALF_RANGE_HU = 700;
  private static final float LARGEST_MILLIVOLT = 4;

  private TensorReduction() {}

  /** The extents of a reduced tensor of a kind. */
  static List<Integer> shape(TensorKind kind) {
    return switch (kind) {
      case PROJECTION -> List.of(1, PICTURE, PICTURE);
      case VOLUME, GREY_VOLUME -> List.of(SLICES, SLICE, SLICE);
      case PHOTOGRAPH -> List.of(1, COLOURS, PICTURE, PICTURE);
      case TILES -> List.of(TILES, COLOURS, PICTURE, PICTURE);
      case TWELVE_LEADS -> List.of(LEADS, SAMPLES);
    };
  }

  /** The numbers of a tensor of a kind, in half precision. */
  static short[] reduce(Tensor tensor, TensorKind kind) {
    return switch (kind) {
      case PROJECTION -> halves(means(tensor, 1, PICTURE, PICTURE, v -> 2 * v - 1, 0));
      case VOLUME ->
          halves(
              means(
                  tensor,
                  SLICES,
                  SLICE,
                  SLICE,
                  v -> Math.clamp((v + 1000) / HALF_RANGE_HU - 1, -1, 2),
                  -1000));
      case GREY_VOLUME ->
          halves(
              means(
                  Tensor.of(tensor.values(), tensor.extent(1), tensor.extent(2), tensor.extent(3)),
                  SLICES,
                  SLICE,
                  SLICE,
                  v -> 2 * v - 1,
                  0));
      case PHOTOGRAPH -> halves(means(tensor, COLOURS, PICTURE, PICTURE, v -> 2 * v - 1, 0));
      case TILES -> tiles(tensor);
      case TWELVE_LEADS ->
          halves(
              means(
                  Tensor.of(tensor.values(), 1, tensor.extent(0), tensor.extent(1)),
                  1,
                  LEADS,
                  SAMPLES,
                  v -> Math.clamp(v, -LARGEST_MILLIVOLT, LARGEST_MILLIVOLT),
                  0));
    };
  }

  /** Half precision keeps eleven bits; numbers beyond its range become its largest. */
  static short[] halves(float[] numbers) {
    var halves = new short[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      halves[i] = Float.floatToFloat16(Math.clamp(numbers[i], -65504f, 65504f));
    }
    return halves;
  }

  @FunctionalInterface
  private interface Scaling {
    float apply(float value);
  }

  /** Tiles chosen evenly, or repeated in turn where there are fewer. */
  private static short[] tiles(Tensor tensor) {
    int count = tensor.extent(0);
    int size = COLOURS * tensor.extent(2) * tensor.extent(3);
    var all = new float[TILES * COLOURS * PICTURE * PICTURE];
    for (int tile = 0; tile < TILES; tile++) {
      int from = tile(tile, TILES, count);
      var values = new float[size];
      System.arraycopy(tensor.values(), from * size, values, 0, size);
      var one = Tensor.of(values, COLOURS, tensor.extent(2), tensor.extent(3));
      var means = means(one, COLOURS, PICTURE, PICTURE, v -> 2 * v - 1, 0);
      System.arraycopy(means, 0, all, tile * means.length, means.length);
    }
    return halves(all);
  }

  /** Which of so many tiles a network reads as its tile. */
  static int tile(int tile, int tiles, int count) {
    return count >= tiles ? tile * count / tiles : tile % count;
  }

  private static float[] means(
      Tensor tensor, int depth, int height, int width, Scaling scaling, float absent) {
    var result = new float[depth * height * width];
    int rows = tensor.extent(1);
    int columns = tensor.extent(2);
    for (int z = 0; z < depth; z++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          double sum = 0;
          int count = 0;
          int lastZ = end(z, depth, tensor.extent(0));
          int lastY = end(y, height, rows);
          int lastX = end(x, width, columns);
          for (int i = start(z, depth, tensor.extent(0)); i < lastZ; i++) {
            for (int j = start(y, height, rows); j < lastY; j++) {
              for (int k = start(x, width, columns); k < lastX; k++) {
                float value = tensor.values()[(i * rows + j) * columns + k];
                sum += Float.isFinite(value) ? value : absent;
                count++;
              }
            }
          }
          result[(z * height + y) * width + x] = scaling.apply((float) (sum / count));
        }
      }
    }
    return result;
  }

  /** The beginning of a block of the source. */
  static int start(int index, int blocks, int extent) {
    return index * extent / blocks;
  }

  /** The end of a block of the source, which is never empty. */
  static int end(int index, int blocks, int extent) {
    return Math.max(start(index, blocks, extent) + 1, (index + 1) * extent / blocks);
  }
}
