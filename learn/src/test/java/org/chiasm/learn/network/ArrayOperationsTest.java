package org.chiasm.learn.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.chiasm.learn.layers.BranchPlan;
import org.chiasm.learn.layers.NetworkPlan;
import org.chiasm.learn.layers.Operations;
import org.chiasm.learn.layers.Parameters;
import org.junit.jupiter.api.Test;

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
}
