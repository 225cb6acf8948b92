package org.chiasm.learn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.chiasm.Modality;
import org.chiasm.SubjectId;
import org.chiasm.study.Branch;
import org.junit.jupiter.api.Test;

class BranchValueTest {
  /** The mean gain over every order in which the players can join. */
  private static double overAllOrders(int player, List<Integer> left, int joined, double[] values) {
    if (left.isEmpty()) {
      return 0;
    }
    double sum = 0;
    for (var next : left) {
      double gain = next == player ? values[joined | 1 << next] - values[joined] : 0;
      var rest = new ArrayList<>(left);
      rest.remove((Object) next);
      sum += gain + overAllOrders(player, rest, joined | 1 << next, values);
    }
    return sum / left.size();
  }

  @Property(tries = 60)
  void shapleyValuesEqualBruteForceOverOrdersAndSumToTheWhole(
      @ForAll @IntRange(min = 1, max = 6) int players, @ForAll long seed) {
    var values = new Random(seed).doubles(1 << players).toArray();
    var all = new ArrayList<Integer>();
    for (int i = 0; i < players; i++) {
      all.add(i);
    }
    double sum = 0;
    for (int player = 0; player < players; player++) {
      double shapley = BranchValue.shapley(player, players, subset -> values[subset]);
      assertThat(shapley).isCloseTo(overAllOrders(player, all, 0, values), within(1e-9));
      sum += shapley;
    }
    assertThat(sum).isCloseTo(values[values.length - 1] - values[0], within(1e-9));
  }

  @Test
  void aBranchThatPredictsIsWorthItsGainAndOneThatDoesNotIsWorthNothing() {
    var random = new Random(1);
    var useful = new Branch("labs", Modality.TABULAR);
    var idle = new Branch("idle", Modality.TEXT);
    int rows = 600;
    var outcomes = new double[rows];
    var good = new double[rows];
    var constant = new double[rows];
    for (int row = 0; row < rows; row++) {
      outcomes[row] = random.nextBoolean() ? 1 : 0;
      good[row] = Math.clamp(0.5 + 0.2 * (outcomes[row] - 0.5) + 0.1 * random.nextGaussian(), 0, 1);
      constant[row] = 0.5;
    }
    Map<Set<Branch>, double[][]> predictions = new HashMap<>();
    predictions.put(Set.of(), new double[][] {constant});
    predictions.put(Set.of(useful), new double[][] {good});
    predictions.put(Set.of(idle), new double[][] {constant});
    predictions.put(new TreeSet<>(Set.of(useful, idle)), new double[][] {good});
    var subjects = LongStream.range(0, rows).mapToObj(SubjectId::new).toList();
    var values = BranchValue.of(Metric.AUROC, predictions, new Judge(subjects, outcomes, 200, 1));
    var labs = (MetricEstimate.Estimated) values.get(1).value();
    var text = (MetricEstimate.Estimated) values.get(0).value();
    assertThat(values.get(1).branch()).isEqualTo(useful);
    assertThat(labs.value())
        .isCloseTo(Metric.AUROC.of(outcomes, good).orElseThrow() - 0.5, within(1e-12));
    assertThat(labs.low()).isPositive().isLessThan(labs.value());
    assertThat(text.value()).isZero();
  }
}
