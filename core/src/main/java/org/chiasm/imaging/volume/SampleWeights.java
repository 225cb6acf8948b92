package org.chiasm.imaging.volume;

import java.util.Arrays;

/**
 * How samples along one axis, at any ascending places, are weighed into cells of one width: the
 * mean, over each cell, of the straight lines between neighbouring samples where the cell is wider
 * than their distance, else the value of that line at the cell's middle. Constants and ramps are
 * reproduced exactly. Half a sample's distance beyond the outermost samples their values go on;
 * cells whose middle lies further out have no weights.
 */
final class SampleWeights {
  private static final double SAME_WIDTH = 1.0001;

  private final int[] first;
  private final double[][] weights;

  private SampleWeights(int[] first, double[][] weights) {
    this.first = first;
    this.weights = weights;
  }

  /**
   * The weights of each cell.
   *
   * @param places of the samples, strictly ascending, at least one
   * @param edge how far values go on beyond the outermost samples
   * @param start middle of the first cell
   * @param step from one cell's middle to the next, and the width of a cell; positive
   */
  static SampleWeights of(double[] places, double edge, double start, double step, int cells) {
    var first = new int[cells];
    var weights = new double[cells][];
    double low = places[0] - edge;
    double high = places[places.length - 1] + edge;
    for (int cell = 0; cell < cells; cell++) {
      double middle = start + cell * step;
      if (middle < low - 1e-6 || middle > high + 1e-6) {
        weights[cell] = new double[0];
        continue;
      }
      int near = Math.clamp(segment(places, middle), 0, Math.max(0, places.length - 2));
      double distance = places.length == 1 ? 2 * edge : places[near + 1] - places[near];
      if (step <= distance * SAME_WIDTH) {
        line(first, weights, cell, places, middle);
      } else {
        mean(
            first,
            weights,
            cell,
            places,
            Math.max(low, middle - step / 2),
            Math.min(high, middle + step / 2));
      }
    }
    return new SampleWeights(first, weights);
  }

  int cells() {
    return first.length;
  }

  int firstOf(int cell) {
    return first[cell];
  }

  /** The weights of a cell, from sample {@link #firstOf} on, summing to 1; none outside. */
  double[] weightsOf(int cell) {
    return weights[cell];
  }

  /** The last sample at or below a place; -1 below all. */
  private static int segment(double[] places, double place) {
    int found = Arrays.binarySearch(places, place);
    return found >= 0 ? found : -found - 2;
  }

  private static void line(
      int[] first, double[][] weights, int cell, double[] places, double place) {
    int left = segment(places, place);
    if (left < 0 || left >= places.length - 1) {
      first[cell] = left < 0 ? 0 : places.length - 1;
      weights[cell] = new double[] {1};
      return;
    }
    double share = (place - places[left]) / (places[left + 1] - places[left]);
    first[cell] = left;
    weights[cell] = new double[] {1 - share, share};
  }

  private static void mean(
      int[] first, double[][] weights, int cell, double[] places, double from, double to) {
    int begin = Math.max(0, segment(places, from));
    int end = Math.min(places.length - 1, Math.max(begin, segment(places, to)) + 1);
    double[] shares = new double[end - begin + 1];
    if (from < places[0]) {
      shares[0] += Math.min(to, places[0]) - from;
    }
    double last = places[places.length - 1];
    if (to > last) {
      shares[end - begin] += to - Math.max(from, last);
    }
    for (int left = begin; left < end; left++) {
      double low = Math.max(from, places[left]);
      double high = Math.min(to, places[left + 1]);
      if (high > low) {
        double share = ((low + high) / 2 - places[left]) / (places[left + 1] - places[left]);
        shares[left - begin] += (high - low) * (1 - share);
        shares[left - begin + 1] += (high - low) * share;
      }
    }
    double sum = Arrays.stream(shares).sum();
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= sum;
    }
    first[cell] = begin;
    weights[cell] = shares;
  }
}
