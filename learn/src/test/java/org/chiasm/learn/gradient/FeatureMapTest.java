package org.chiasm.learn.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import org.chiasm.learn.onnx.GraphArray;
import org.junit.jupiter.api.Test;

/** Equations 1 and 2 of Selvaraju et al. 2017 with numbers that can be checked by hand. */
class FeatureMapTest {
  private static final CellAxis TWO = new CellAxis(2, 0, 8);

  @Test
  void aChannelWeighsItsMeanDerivativeAndACellIsTheWeightedSumOfItsChannels() {
    var activations =
        new GraphArray(new int[] {1, 2, 2, 2}, new double[] {1, 2, 3, 4, 10, 0, 0, 20});
    var derivatives =
        new GraphArray(new int[] {1, 2, 2, 2}, new double[] {1, 1, 2, 4, -1, -1, -1, -1});
    var map = new FeatureMap(activations, derivatives, new CellAxis(1, 0, 1), TWO, TWO);

    assertThat(map.weights()).containsExactly(2, -1);
    assertThat(map.weightedSums()).containsExactly(2 - 10, 4, 6, 8 - 20);
  }

  @Test
  void everyPictureHasWeightsOfItsOwn() {
    var activations = new GraphArray(new int[] {2, 1, 1, 2}, new double[] {1, 2, 3, 4});
    var derivatives = new GraphArray(new int[] {2, 1, 1, 2}, new double[] {1, 3, 0, -2});
    var map =
        new FeatureMap(activations, derivatives, new CellAxis(2, 0, 1), new CellAxis(1, 0, 8), TWO);

    assertThat(map.weights()).containsExactly(2, -1);
    assertThat(map.weightedSums()).containsExactly(2, 4, -3, -4);
  }

  @Test
  void planesThatAreConvolvedOverShareTheirWeights() {
    var activations = new GraphArray(new int[] {1, 1, 2, 1, 2}, new double[] {1, 2, 3, 4});
    var derivatives = new GraphArray(new int[] {1, 1, 2, 1, 2}, new double[] {1, 3, 0, 0});
    var map = new FeatureMap(activations, derivatives, TWO, new CellAxis(1, 0, 8), TWO);

    assertThat(map.weights()).containsExactly(1);
    assertThat(map.weightedSums()).containsExactly(1, 2, 3, 4);
  }
}
