package org.chiasm.learn.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.chiasm.Tensor;

/**
 * Original features of an image, in the sense of early fusion I: measured by fixed formulas, not
 * learned. First-order and texture features follow the IBSI (doi:10.1148/radiol.2020191145) over
 * the whole image, without a region of interest.
 */
final class ImageFeatures {
  /** Lower bounds in HU of the bands whose shares are measured; the first is unbounded below. */
  private static final double[] BANDS = {
    Double.NEGATIVE_INFINITY, -950, -700, -500, -190, -30, 10, 100, 300, Double.POSITIVE_INFINITY
  };

  private static final List<String> BAND_NAMES =
      List.of(
          "share_below_-950_hu",
          "share_-950_-700_hu",
          "share_-700_-500_hu",
          "share_-500_-190_hu",
          "share_-190_-30_hu",
          "share_-30_10_hu",
          "share_10_100_hu",
          "share_100_300_hu",
          "share_above_300_hu");

  private static final float AERATED_LOW_HU = -970;
  private static final float AERATED_HIGH_HU = -300;
  private static final int BLOCKS = 4;
  private static final List<String> GRADIENT_NAMES =
      List.of("gradient_mean", "gradient_standard_deviation", "gradient_percentile_90");

  static final List<String> PROJECTION_NAMES = projectionNames();
  static final List<String> VOLUME_NAMES = volumeNames();
  static final List<String> GREY_VOLUME_NAMES = greyVolumeNames();

  private ImageFeatures() {}

  private static List<String> projectionNames() {
    var names = new ArrayList<>(FirstOrder.NAMES);
    names.addAll(GreyLevels.NAMES);
    names.addAll(GRADIENT_NAMES);
    names.addAll(blockNames(1));
    return List.copyOf(names);
  }

  private static List<String> greyVolumeNames() {
    var names = new ArrayList<>(FirstOrder.NAMES);
    names.addAll(GreyLevels.NAMES);
    names.addAll(GRADIENT_NAMES);
    names.addAll(blockNames(BLOCKS));
    return List.copyOf(names);
  }

  private static List<String> volumeNames() {
    var names = new ArrayList<>(FirstOrder.NAMES);
    names.addAll(GreyLevels.NAMES);
    names.addAll(GRADIENT_NAMES);
    names.addAll(BAND_NAMES);
    FirstOrder.NAMES.forEach(name -> names.add("aerated_" + name));
    names.addAll(blockNames(BLOCKS));
    return List.copyOf(names);
  }

  static double[] projection(Tensor tensor) {
    return join(
        FirstOrder.measure(tensor.values()),
        texture(tensor, 0, 1),
        gradient(tensor),
        blocks(tensor));
  }

  /** Of {@code [1, slices, rows, columns]} in [0, 1]. */
  static double[] greyVolume(Tensor tensor) {
    var volume = Tensor.of(tensor.values(), tensor.extent(1), tensor.extent(2), tensor.extent(3));
    return join(
        FirstOrder.measure(volume.values()),
        texture(volume, 0, 1),
        gradient(volume),
        blocks(volume));
  }

  static double[] volume(Tensor tensor) {
    return join(
        FirstOrder.measure(tensor.values()),
        texture(tensor, -1024, 1024),
        gradient(tensor),
        bands(tensor.values()),
        FirstOrder.measure(aerated(tensor.values())),
        blocks(tensor));
  }

  private static double[] join(double[]... parts) {
    return Arrays.stream(parts).flatMapToDouble(DoubleStream::of).toArray();
  }

  private static double[] texture(Tensor tensor, double low, double high) {
    return new GreyLevels(
            tensor.values(), tensor.extent(0), tensor.extent(1), tensor.extent(2), low, high)
        .measure();
  }

  private static double[] bands(float[] voxels) {
    var shares = new double[BAND_NAMES.size()];
    long count = 0;
    for (float voxel : voxels) {
      if (Float.isFinite(voxel)) {
        int band = 0;
        while (voxel >= BANDS[band + 1]) {
          band++;
        }
        shares[band]++;
        count++;
      }
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= count;
    }
    return shares;
  }

  private static float[] aerated(float[] voxels) {
    int count = 0;
    var kept = new float[voxels.length];
    for (float voxel : voxels) {
      if (voxel >= AERATED_LOW_HU && voxel < AERATED_HIGH_HU) {
        kept[count++] = voxel;
      }
    }
    return Arrays.copyOf(kept, count);
  }

  /** Magnitude of in-plane central differences, over interior pixels of every slice. */
  private static double[] gradient(Tensor tensor) {
    int height = tensor.extent(1);
    int width = tensor.extent(2);
    var voxels = tensor.values();
    if (height < 3 || width < 3) {
      return new double[] {Double.NaN, Double.NaN, Double.NaN};
    }
    var magnitudes = new float[tensor.extent(0) * (height - 2) * (width - 2)];
    int next = 0;
    for (int z = 0; z < tensor.extent(0); z++) {
      for (int y = 1; y < height - 1; y++) {
        int line = (z * height + y) * width;
        for (int x = 1; x < width - 1; x++) {
          double across = (voxels[line + x + 1] - voxels[line + x - 1]) / 2.0;
          double down = (voxels[line + x + width] - voxels[line + x - width]) / 2.0;
          magnitudes[next++] = (float) Math.sqrt(across * across + down * down);
        }
      }
    }
    var measured = FirstOrder.measure(magnitudes);
    return new double[] {
      measured[FirstOrder.NAMES.indexOf("mean")],
      measured[FirstOrder.NAMES.indexOf("standard_deviation")],
      measured[FirstOrder.NAMES.indexOf("percentile_90")]
    };
  }

  private static List<String> blockNames(int depth) {
    var names = new ArrayList<String>();
    for (int z = 0; z < depth; z++) {
      for (int y = 0; y < BLOCKS; y++) {
        for (int x = 0; x < BLOCKS; x++) {
          names.add("block_mean_" + z + "_" + y + "_" + x);
        }
      }
    }
    return names;
  }

  /** Means over a grid of blocks: the image at the lowest useful resolution. */
  private static double[] blocks(Tensor tensor) {
    int depth = tensor.extent(0);
    int height = tensor.extent(1);
    int width = tensor.extent(2);
    int deep = depth == 1 ? 1 : BLOCKS;
    var sums = new double[deep * BLOCKS * BLOCKS];
    var counts = new long[sums.length];
    var voxels = tensor.values();
    for (int z = 0; z < depth; z++) {
      for (int y = 0; y < height; y++) {
        int line = (z * height + y) * width;
        int row = ((z * deep / depth) * BLOCKS + y * BLOCKS / height) * BLOCKS;
        for (int x = 0; x < width; x++) {
          if (Float.isFinite(voxels[line + x])) {
            int block = row + x * BLOCKS / width;
            sums[block] += voxels[line + x];
            counts[block]++;
          }
        }
      }
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= counts[i];
    }
    return sums;
  }
}
