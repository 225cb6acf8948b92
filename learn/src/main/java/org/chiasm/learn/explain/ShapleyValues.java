package org.chiasm.learn.explain;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Shapley values of a game whose value is known for every coalition: how a total is shared so that
 * each player gets its mean marginal contribution over all orders of joining (Shapley 1953, {@code
 * doi:10.1515/9781400881970-018}).
 */
final class ShapleyValues {
  private ShapleyValues() {}

  /**
   * Exact values.
   *
   * @param players at most 20
   * @param values the worth of each coalition, by its bit mask: {@code 2^players} of them
   * @return one for each player; they sum to the worth of all minus that of none
   */
  static double[] exact(int players, double[] values) {
    if (players > 20 || values.length != 1 << players) {
      throw new IllegalArgumentException(
          players + " players have " + (1L << players) + " coalitions, got " + values.length);
    }
    var weights = new double[Math.max(players, 1)];
    for (int size = 0; size < players; size++) {
      weights[size] = 1.0 / (players * binomial(players - 1, size));
    }
    var shares = new double[players];
    for (int coalition = 0; coalition < values.length; coalition++) {
      for (int player = 0; player < players; player++) {
        if (((coalition >> player) & 1) == 0) {
          shares[player] +=
              weights[Integer.bitCount(coalition)]
                  * (values[coalition | (1 << player)] - values[coalition]);
        }
      }
    }
    return shares;
  }

  private static double binomial(int n, int k) {
    double result = 1;
    for (int i = 1; i <= k; i++) {
      result = result * (n - k + i) / i;
    }
    return result;
  }

  /**
   * Values estimated from random orders and their reverses (antithetic permutation sampling,
   * Mitchell et al. 2022, {@code jmlr.org/papers/v23/21-0439}); they sum exactly like the exact
   * ones.
   *
   * @param pairs orders drawn, each walked both ways
   * @param worth of many coalitions at once, in their order
   */
  static double[] sampled(
      int players, int pairs, long seed, Function<List<BitSet>, double[]> worth) {
    var random = new SplittableRandom(seed);
    var coalitions = new ArrayList<BitSet>();
    var orders = new ArrayList<int[]>();
    for (int pair = 0; pair < pairs; pair++) {
      int[] order = shuffled(players, random);
      orders.add(order);
      orders.add(reversed(order));
    }
    var known = new LinkedHashMap<BitSet, Integer>();
    for (var order : orders) {
      var coalition = new BitSet(players);
      remember(known, coalitions, coalition);
      for (int player : order) {
        coalition.set(player);
        remember(known, coalitions, coalition);
      }
    }
    double[] values = worth.apply(coalitions);
    var shares = new double[players];
    for (var order : orders) {
      var coalition = new BitSet(players);
      double before = values[index(known, coalition)];
      for (int player : order) {
        coalition.set(player);
        double after = values[index(known, coalition)];
        shares[player] += (after - before) / orders.size();
        before = after;
      }
    }
    return shares;
  }

  private static void remember(
      Map<BitSet, Integer> known, List<BitSet> coalitions, BitSet coalition) {
    if (!known.containsKey(coalition)) {
      var copy = (BitSet) coalition.clone();
      known.put(copy, coalitions.size());
      coalitions.add(copy);
    }
  }

  private static int index(Map<BitSet, Integer> known, BitSet coalition) {
    return requireNonNull(known.get(coalition));
  }

  private static int[] shuffled(int players, SplittableRandom random) {
    var order = new int[players];
    for (int i = 0; i < players; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  private static int[] reversed(int[] order) {
    var reversed = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      reversed[i] = order[order.length - 1 - i];
    }
    return reversed;
  }
}
