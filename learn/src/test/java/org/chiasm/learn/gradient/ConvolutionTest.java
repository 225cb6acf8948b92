package org.chiasm.learn.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.chiasm.learn.onnx.GraphArray;
import org.junit.jupiter.api.Test;

class ConvolutionTest {
  private static final Convolution STEP =
      new Convolution(List.of(1, 2, 2), List.of(1, 1, 1, 1, 1, 1));

  private static GraphArray random(Random random, int... shape) {
    var array = GraphArray.zeros(shape);
    for (int i = 0; i < array.numbers().length; i++) {
      array.numbers()[i] = random.nextGaussian();
    }
    return array;
  }

  private static double dot(GraphArray one, GraphArray other) {
    double sum = 0;
    for (int i = 0; i < one.numbers().length; i++) {
      sum += one.numbers()[i] * other.numbers()[i];
    }
    return sum;
  }

  @Test
  void overThreeAxesEachResultIsTheSumOfItsNeighbourhood() {
    var random = new Random(1);
    var value = random(random, 1, 2, 3, 4, 5);
    var weight = random(random, 2, 2, 3, 3, 3);
    var bias = random(random, 2);
    var result = STEP.forward(List.of(value, weight, bias));

    assertThat(result.shape()).containsExactly(1, 2, 3, 2, 3);
    double expected = bias.numbers()[1];
    for (int channel = 0; channel < 2; channel++) {
      for (int z = 0; z < 3; z++) {
        for (int y = 0; y < 3; y++) {
          for (int x = 0; x < 3; x++) {
            int row = 2 + y - 1;
            int column = 4 + x - 1;
            expected +=
                column < 5
                    ? weight.numbers()[(((2 + channel) * 3 + z) * 3 + y) * 3 + x]
                        * value.numbers()[((channel * 3 + z) * 4 + row) * 5 + column]
                    : 0;
          }
        }
      }
    }
    assertThat(result.numbers()[((3 + 1) * 2 + 1) * 3 + 2]).isCloseTo(expected, within(1e-12));
  }

  /** What is linear is its own derivative: ⟨d, A·v⟩ = ⟨Aᵀ·d, v⟩. */
  @Test
  void theWayBackIsTheTransposeOfTheWayThere() {
    var random = new Random(2);
    var value = random(random, 1, 2, 3, 4, 5);
    var weight = random(random, 2, 2, 3, 3, 3);
    var inputs = List.of(value, weight, GraphArray.zeros(2));
    var result = STEP.forward(inputs);
    var derivative = random(random, result.shape());
    var back = STEP.backward(inputs, result, derivative).getFirst();

    assertThat(dot(back, value)).isCloseTo(dot(derivative, result), within(1e-9));
  }
}
