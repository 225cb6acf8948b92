package org.chiasm.learn.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chiasm.Tensor;

/**
 * Original features of pictures in colour: those of a projection for each channel; of the tiles of
 * a slide their mean and standard deviation over the tiles.
 */
final class ColourFeatures {
  private static final List<String> CHANNELS = List.of("red_", "green_", "blue_");

  static final List<String> PHOTOGRAPH_NAMES = named(CHANNELS, ImageFeatures.PROJECTION_NAMES);
  static final List<String> TILE_NAMES =
      named(List.of("tiles_mean_", "tiles_deviation_"), PHOTOGRAPH_NAMES);

  private ColourFeatures() {}

  private static List<String> named(List<String> prefixes, List<String> names) {
    var all = new ArrayList<String>();
    for (String prefix : prefixes) {
      names.forEach(name -> all.add(prefix + name));
    }
    return List.copyOf(all);
  }

  /** Of {@code [3, rows, columns]}. */
  static double[] photograph(Tensor tensor) {
    return photograph(tensor.values(), 0, tensor.extent(1), tensor.extent(2));
  }

  /** Of {@code [tiles, 3, rows, columns]}. */
  static double[] tiles(Tensor tensor) {
    int tiles = tensor.extent(0);
    int features = PHOTOGRAPH_NAMES.size();
    int size = CHANNELS.size() * tensor.extent(2) * tensor.extent(3);
    var sums = new double[features];
    var squares = new double[features];
    for (int tile = 0; tile < tiles; tile++) {
      var measured = photograph(tensor.values(), tile * size, tensor.extent(2), tensor.extent(3));
      for (int i = 0; i < features; i++) {
        sums[i] += measured[i];
        squares[i] += measured[i] * measured[i];
      }
    }
    var all = new double[2 * features];
    for (int i = 0; i < features; i++) {
      double mean = sums[i] / tiles;
      all[i] = mean;
      all[features + i] = Math.sqrt(Math.max(0, squares[i] / tiles - mean * mean));
    }
    return all;
  }

  private static double[] photograph(float[] values, int from, int rows, int columns) {
    int features = ImageFeatures.PROJECTION_NAMES.size();
    var all = new double[CHANNELS.size() * features];
    for (int channel = 0; channel < CHANNELS.size(); channel++) {
      int start = from + channel * rows * columns;
      var plane =
          Tensor.of(Arrays.copyOfRange(values, start, start + rows * columns), 1, rows, columns);
      System.arraycopy(ImageFeatures.projection(plane), 0, all, channel * features, features);
    }
    return all;
  }
}
