package org.chiasm.learn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.chiasm.learn.layers.BranchPlan;
import org.chiasm.learn.layers.NetworkPlan;
import org.chiasm.learn.layers.Operations;
import org.chiasm.learn.layers.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrayOperationsTest {
  private static final NetworkPlan PLAN =
      new NetworkPlan(
          List.of(new BranchPlan("tabular", 1, List.of(), true)),
          NetworkPlan.Fusion.LINEAR,
          1,
          0,
          1);

  /** What is freed is written over, as it is in a training that runs beside others. */
  private static List<ByteBuffer> collectGarbage() {
    var reused = new ArrayList<ByteBuffer>();
    for (int round = 0; round < 5; round++) {
      System.gc();
      for (int i = 0; i < 2_000; i++) {
        reused.add(ByteBuffer.allocateDirect(4).putInt(0, 0x7f7f7f7f));
      }
    }
    return reused;
  }

  private static NDArray manyTimesAffine(Operations<NDArray> operations) {
    var value = operations.parameter("head.bias", 0, 1);
    for (int i = 0; i < 200; i++) {
      value = operations.affine(value, i % 2 == 0 ? 2 : 0.5f, 1);
    }
    return value;
  }

  @Test
  void aGarbageCollectionBetweenForwardAndBackwardChangesNoGradient() {
    Torch.recordGradients(true);
    try (var manager = Torch.manager()) {
      var operations =
          new ArrayOperations(
              manager, Parameters.initial(PLAN, 1), _ -> new float[0], 1, true, new Random(0));
      var value = manyTimesAffine(operations);
      var reused = collectGarbage();
      Torch.backward(value, manager.create(new float[] {1}, value.getShape()));
      assertThat(reused).isNotEmpty();
      for (var parameter : operations.used().values()) {
        assertThat(parameter.getGradient().toFloatArray()).containsExactly(1);
      }
    } finally {
      Torch.recordGradients(false);
    }
  }

  /** Leaves memory that PyTorch takes next full of what is not a number. */
  private static void poisonMemory() {
    try (var manager = Torch.manager()) {
      for (int size = 64; size <= 1 << 20; size *= 2) {
        for (int i = 0; i < 8; i++) {
          var zeros = manager.zeros(new Shape(size));
          assertThat(zeros.div(zeros).hasGradient()).isFalse();
        }
      }
    }
  }

  /** The sum over channels and taps, position by position. */
  private static float[] slowConvolution(
      float[] value, float[] weight, int rows, int channels, int steps, int taps) {
    int widths = weight.length / (channels * taps);
    var sums = new float[rows * widths * steps];
    for (int row = 0; row < rows; row++) {
      for (int width = 0; width < widths; width++) {
        for (int step = 0; step < steps; step++) {
          double sum = 0;
          for (int channel = 0; channel < channels; channel++) {
            for (int tap = 0; tap < taps; tap++) {
              int from = step + tap - taps / 2;
              if (from >= 0 && from < steps) {
                sum +=
                    (double) value[(row * channels + channel) * steps + from]
                        * weight[(width * channels + channel) * taps + tap];
              }
            }
          }
          sums[(row * widths + width) * steps + step] = (float) sum;
        }
      }
    }
    return sums;
  }

  /** Not a number where one of them is none. */
  private static double largestDifference(float[] numbers, float[] others) {
    double largest = 0;
    for (int i = 0; i < others.length; i++) {
      largest = Math.max(largest, Math.abs(numbers[i] - others[i]));
    }
    return largest;
  }

  private static float[] drawn(Random random, int count) {
    var numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 12, 15, 16, 18, 24, 33, 60})
  void aConvolutionIsTheSumOverItsChannelsWhateverWasInMemoryBefore(int channels) {
    int rows = 40;
    int steps = 49;
    int taps = 3;
    var random = new Random(channels);
    var value = drawn(random, rows * channels * steps);
    var weight = drawn(random, 16 * channels * taps);
    var expected = slowConvolution(value, weight, rows, channels, steps, taps);
    for (int round = 0; round < 20; round++) {
      poisonMemory();
      try (var manager = Torch.manager()) {
        var operations =
            new ArrayOperations(
                manager, Parameters.initial(PLAN, 1), _ -> value, rows, false, new Random(0));
        var result =
            operations.convolution(
                operations.input("value", channels, steps),
                manager.create(weight, new Shape(16, channels, taps)),
                manager.create(new float[16], new Shape(16)),
                1,
                1,
                1);
        assertThat(largestDifference(result.toFloatArray(), expected)).isLessThan(1e-3);
      }
    }
  }

  private static double product(float[] numbers, float[] others) {
    double sum = 0;
    for (int i = 0; i < numbers.length; i++) {
      sum += (double) numbers[i] * others[i];
    }
    return sum;
  }

  /** A convolution is linear in its values and in its weights, so each product is the result's. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 12, 15, 16, 18, 24, 33, 60})
  void gradientsOfAConvolutionDoNotDependOnWhatWasInMemoryBefore(int channels) {
    int rows = 40;
    int steps = 49;
    var random = new Random(channels);
    var derivatives = drawn(random, rows * 16 * steps);
    var values = drawn(random, rows * channels * steps);
    var weights = drawn(random, 16 * channels * 3);
    for (int round = 0; round < 20; round++) {
      poisonMemory();
      Torch.recordGradients(true);
      try (var manager = Torch.manager()) {
        var value = manager.create(values, new Shape(rows, channels, steps));
        var weight = manager.create(weights, new Shape(16, channels, 3));
        value.setRequiresGradient(true);
        weight.setRequiresGradient(true);
        var operations =
            new ArrayOperations(
                manager, Parameters.initial(PLAN, 1), _ -> values, rows, true, new Random(0));
        var bias = manager.create(new float[16], new Shape(16));
        var result = operations.convolution(value, weight, bias, 1, 1, 1);
        Torch.backward(result, manager.create(derivatives, result.getShape()));
        double expected = product(result.toFloatArray(), derivatives);
        assertThat(product(value.getGradient().toFloatArray(), values))
            .isCloseTo(expected, within(1e-2));
        assertThat(product(weight.getGradient().toFloatArray(), weights))
            .isCloseTo(expected, within(1e-2));
      } finally {
        Torch.recordGradients(false);
      }
    }
  }
}
