package org.chiasm.imaging.volume;

import java.util.Arrays;

/**
 * How the samples along one axis are weighed into fewer or more of them: by the share of each
 * sample's cell that a target cell covers where the target is coarser, else by linear interpolation
 * between the two nearest samples. The weights of a target sum to 1.
 */
final class AxisWeights {
  private final int[] first;
  private final double[][] weights;

  private AxisWeights(int[] first, double[][] weights) {
    this.first = first;
    this.weights = weights;
  }

  /** For {@code count} samples at equal distance. */
  static AxisWeights regular(int count, int targets) {
    double[] places = new double[count];
    Arrays.setAll(places, i -> i);
    return at(places, targets);
  }

  /** For samples at these places, strictly ascending, at least one. */
  static AxisWeights at(double[] places, int targets) {
    double[] edges = edges(places);
    double start = edges[0];
    double width = (edges[edges.length - 1] - start) / targets;
    boolean coarser = places.length >= targets;
    var first = new int[targets];
    var weights = new double[targets][];
    for (int t = 0; t < targets; t++) {
      if (coarser) {
        cover(first, weights, t, edges, start + t * width, start + (t + 1) * width);
      } else {
        interpolate(first, weights, t, places, start + (t + 0.5) * width);
      }
    }
    return new AxisWeights(first, weights);
  }

  int targets() {
    return first.length;
  }

  int firstOf(int target) {
    return first[target];
  }

  double[] weightsOf(int target) {
    return weights[target];
  }

  /** The borders between the cells of samples, halfway between neighbours. */
  private static double[] edges(double[] places) {
    int n = places.length;
    double[] edges = new double[n + 1];
    for (int i = 1; i < n; i++) {
      edges[i] = (places[i - 1] + places[i]) / 2;
    }
    edges[0] = n > 1 ? places[0] - (edges[1] - places[0]) : places[0] - 0.5;
    edges[n] = n > 1 ? places[n - 1] + (places[n - 1] - edges[n - 1]) : places[0] + 0.5;
    return edges;
  }

  private static void cover(
      int[] first, double[][] weights, int target, double[] edges, double from, double to) {
    int cells = edges.length - 1;
    int begin = cellOf(edges, from);
    int end = Math.max(begin, cellOf(edges, to));
    double[] shares = new double[Math.min(end, cells - 1) - begin + 1];
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      double left = Math.max(from, edges[begin + i]);
      double right = Math.min(to, edges[begin + i + 1]);
      shares[i] = Math.max(0, right - left);
      sum += shares[i];
    }
    if (sum > 0) {
      for (int i = 0; i < shares.length; i++) {
        shares[i] /= sum;
      }
    } else {
      shares[0] = 1;
    }
    first[target] = begin;
    weights[target] = shares;
  }

  private static int cellOf(double[] edges, double place) {
    int found = Arrays.binarySearch(edges, place);
    int cell = found >= 0 ? found : -found - 2;
    return Math.max(0, Math.min(edges.length - 2, cell));
  }

  private static void interpolate(
      int[] first, double[][] weights, int target, double[] places, double place) {
    int found = Arrays.binarySearch(places, place);
    int left = found >= 0 ? found : -found - 2;
    if (left < 0 || left >= places.length - 1) {
      first[target] = left < 0 ? 0 : places.length - 1;
      weights[target] = new double[] {1};
      return;
    }
    double share = (place - places[left]) / (places[left + 1] - places[left]);
    first[target] = left;
    weights[target] = new double[] {1 - share, share};
  }
}
