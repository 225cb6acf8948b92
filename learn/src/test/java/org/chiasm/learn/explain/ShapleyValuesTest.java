package org.chiasm.learn.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ShapleyValuesTest {
  private static double[] game(int players, long seed) {
    var random = new SplittableRandom(seed);
    return random.doubles(1L << players, -3, 3).toArray();
  }

  /** The definition: the mean marginal contribution over every order of joining. */
  private static double[] overAllOrders(int players, double[] values) {
    var orders = new ArrayList<List<Integer>>();
    permute(new ArrayList<>(), players, orders);
    var shares = new double[players];
    for (var order : orders) {
      int coalition = 0;
      for (int player : order) {
        shares[player] += values[coalition | (1 << player)] - values[coalition];
        coalition |= 1 << player;
      }
    }
    return Arrays.stream(shares).map(share -> share / orders.size()).toArray();
  }

  private static void permute(List<Integer> begun, int players, List<List<Integer>> orders) {
    if (begun.size() == players) {
      orders.add(List.copyOf(begun));
      return;
    }
    for (int player = 0; player < players; player++) {
      if (!begun.contains(player)) {
        begun.add(player);
        permute(begun, players, orders);
        begun.removeLast();
      }
    }
  }

  @Property(tries = 60)
  void exactValuesAreTheMeanOverAllOrders(
      @ForAll @IntRange(min = 0, max = 5) int players, @ForAll long seed) {
    var values = game(players, seed);

    assertThat(ShapleyValues.exact(players, values))
        .containsExactly(overAllOrders(players, values), within(1e-12));
  }

  @Property(tries = 40)
  void sampledValuesSumExactlyAndComeNearTheExactOnes(
      @ForAll @IntRange(min = 1, max = 6) int players, @ForAll long seed) {
    var values = game(players, seed);
    double[] sampled =
        ShapleyValues.sampled(
            players,
            2000,
            7,
            coalitions ->
                coalitions.stream()
                    .mapToDouble(each -> values[each.isEmpty() ? 0 : (int) each.toLongArray()[0]])
                    .toArray());

    assertThat(Arrays.stream(sampled).sum())
        .isCloseTo(values[values.length - 1] - values[0], within(1e-9));
    assertThat(sampled).containsExactly(ShapleyValues.exact(players, values), within(0.25));
  }
}
