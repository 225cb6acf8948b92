package org.chiasm.learn.encode;

import java.util.Arrays;
import java.util.List;

/**
 * A block of voxels on a fixed number of grey levels (IBSI fixed bin size, section 2.7), with the
 * histogram and co-occurrence features that rest on them (sections 3.4 and 3.6). Levels outside the
 * range fall into the first or last bin; a voxel that is not a number takes part in nothing.
 */
final class GreyLevels {
  static final List<String> NAMES =
      List.of(
          "histogram_entropy",
          "histogram_uniformity",
          "glcm_contrast",
          "glcm_inverse_difference_moment",
          "glcm_angular_second_moment",
          "glcm_correlation",
          "glcm_joint_entropy");

  private static final int LEVELS = 32;
  private static final double LOG_2 = StrictMath.log(2);

  private final int depth;
  private final int height;
  private final int width;
  private final byte[] levels;

  /** Voxels of depth × height × width, binned over [low, high). */
  GreyLevels(float[] voxels, int depth, int height, int width, double low, double high) {
    this.depth = depth;
    this.height = height;
    this.width = width;
    this.levels = new byte[voxels.length];
    double perLevel = (high - low) / LEVELS;
    for (int i = 0; i < voxels.length; i++) {
      double bin = Math.floor((voxels[i] - low) / perLevel);
      levels[i] = Float.isFinite(voxels[i]) ? (byte) Math.clamp(bin, 0, LEVELS - 1) : -1;
    }
  }

  /** The features in the order of {@link #NAMES}; co-occurrence at distance 1, mean over axes. */
  double[] measure() {
    var result = new double[NAMES.size()];
    var histogram = new double[LEVELS];
    double count = 0;
    for (byte level : levels) {
      if (level >= 0) {
        histogram[level]++;
        count++;
      }
    }
    for (double bin : histogram) {
      double share = bin / count;
      result[0] += entropyTerm(share);
      result[1] += share * share;
    }
    int directions = 0;
    for (int dz = 0; dz <= (depth > 1 ? 1 : 0); dz++) {
      for (int dy = dz == 0 ? 0 : -1; dy <= 1; dy++) {
        for (int dx = dz == 0 && dy == 0 ? 1 : -1; dx <= 1; dx++) {
          var measured = cooccurrence(dz, dy, dx);
          for (int i = 0; i < measured.length; i++) {
            result[2 + i] += measured[i];
          }
          directions++;
        }
      }
    }
    for (int i = 2; i < result.length; i++) {
      result[i] /= directions;
    }
    return result;
  }

  private double[] cooccurrence(int dz, int dy, int dx) {
    var counts = new long[LEVELS * LEVELS];
    long total = 0;
    for (int z = 0; z + dz < depth; z++) {
      for (int y = Math.max(0, -dy); y < height && y + dy < height; y++) {
        int from = (z * height + y) * width;
        int to = ((z + dz) * height + y + dy) * width + dx;
        for (int x = Math.max(0, -dx); x < width && x + dx < width; x++) {
          int a = levels[from + x];
          int b = levels[to + x];
          if (a >= 0 && b >= 0) {
            counts[a * LEVELS + b]++;
            total++;
          }
        }
      }
    }
    var result = new double[5];
    if (total == 0) {
      Arrays.fill(result, Double.NaN);
      return result;
    }
    double mean = 0;
    double square = 0;
    double product = 0;
    for (int a = 0; a < LEVELS; a++) {
      for (int b = 0; b < LEVELS; b++) {
        double share = (counts[a * LEVELS + b] + counts[b * LEVELS + a]) / (2.0 * total);
        int gap = (a - b) * (a - b);
        result[0] += share * gap;
        result[1] += share / (1 + gap);
        result[2] += share * share;
        result[4] += entropyTerm(share);
        mean += share * a;
        square += share * a * a;
        product += share * a * b;
      }
    }
    double variance = square - mean * mean;
    result[3] = variance > 1e-12 ? (product - mean * mean) / variance : 1;
    return result;
  }

  private static double entropyTerm(double share) {
    return share > 0 ? -share * StrictMath.log(share) / LOG_2 : 0;
  }
}
