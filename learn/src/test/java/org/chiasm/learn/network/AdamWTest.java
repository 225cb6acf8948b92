package org.chiasm.learn.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.chiasm.learn.layers.BranchPlan;
import org.chiasm.learn.layers.NetworkPlan;
import org.chiasm.learn.layers.Parameters;
import org.junit.jupiter.api.Test;

class AdamWTest {
  private static final NetworkPlan ALONE = plan(List.of("left"), NetworkPlan.Fusion.LINEAR);
  private static final NetworkPlan JOINT =
      plan(List.of("left", "right"), NetworkPlan.Fusion.PRODUCTS);

  private static NetworkPlan plan(List<String> branches, NetworkPlan.Fusion fusion) {
    return new NetworkPlan(
        branches.stream().map(name -> new BranchPlan(name, 2, List.of(), true)).toList(),
        fusion,
        3,
        0,
        1);
  }

  @Test
  void aGradientThatIsNotFiniteChangesNothingAndIsCounted() {
    var start = Parameters.initial(ALONE, 1);
    var optimizer = new AdamW(start);
    for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      var gradient = new float[start.values().length];
      gradient[0] = wrong;
      optimizer.step(gradient, 0.1, 0.5);
    }
    assertThat(optimizer.leftOut).isEqualTo(2);
    assertThat(optimizer.step).isZero();
    assertThat(optimizer.values).isEqualTo(start.values());
    assertThat(optimizer.average).isEqualTo(start.values());
  }

  @Test
  void aHugeGradientMovesNoFurtherThanAnyOther() {
    var start = Parameters.initial(ALONE, 1);
    var usual = new AdamW(start);
    var surprised = new AdamW(start);
    var gradient = new float[start.values().length];
    Arrays.fill(gradient, 1);
    var huge = gradient.clone();
    Arrays.fill(huge, 1e12f);
    usual.step(gradient, 0.1, 0);
    surprised.step(huge, 0.1, 0);
    assertThat(surprised.first).isEqualTo(usual.first);
    assertThat(surprised.values).isEqualTo(usual.values);
  }

  @Test
  void whatAnotherNetworkHasLearnedMovesAtATenthOfTheRate() {
    var start = Parameters.initial(JOINT, 1).startedFrom(Parameters.initial(ALONE, 2));
    var optimizer = new AdamW(start);
    var gradient = new float[start.values().length];
    Arrays.fill(gradient, 1);
    optimizer.step(gradient, 0.1, 0);
    double learned = moved(start, optimizer, "branch.left.bent.weight");
    assertThat(10 * learned)
        .isCloseTo(
            moved(start, optimizer, "branch.right.bent.weight"),
            org.assertj.core.api.Assertions.within(1e-5));
    assertThat(moved(start, optimizer, "absent.left"))
        .as("what stands in for absence was never learned before")
        .isEqualTo(moved(start, optimizer, "absent.right"));
    assertThat(moved(start, optimizer, "head.branch.left"))
        .as("what a branch said alone is weighed anew")
        .isCloseTo(
            moved(start, optimizer, "head.branch.right"),
            org.assertj.core.api.Assertions.within(1e-5));
  }

  @Test
  void aJointNetworkStartsFromWhatABranchSaysAlone() {
    var alone = Parameters.initial(ALONE, 2);
    var start = Parameters.initial(JOINT, 1).startedFrom(alone);
    assertThat(start.values(start.slot("head.branch.left")))
        .isEqualTo(alone.values(alone.slot("head.branch.left")));
    assertThat(start.isLearned(start.slot("head.branch.left"))).isFalse();
  }

  private static double moved(Parameters start, AdamW optimizer, String name) {
    int at = start.slot(name).offset();
    return Math.abs(optimizer.values[at] - start.values()[at]);
  }
}
