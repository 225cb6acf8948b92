package org.chiasm.learn.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.chiasm.learn.layers.BranchPlan;
import org.chiasm.learn.layers.NetworkPlan;
import org.chiasm.learn.layers.Parameters;
import org.chiasm.learn.layers.TensorInput;
import org.junit.jupiter.api.Test;

/** When the memory of networks, which lies outside the heap, is given back. */
class OnnxSessionTest {
  private static final TensorInput ECG =
      new TensorInput("ecg", TensorInput.Encoder.LEADS, List.of(12, 500));
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static byte[] network() {
    var branches = List.of(new BranchPlan("signal", 3, List.of(ECG), true));
    var plan = new NetworkPlan(branches, NetworkPlan.Fusion.LINEAR, 4, 0.1, 1);
    return OnnxExport.writeExtractor(ECG, Parameters.initial(plan, 11));
  }

  private static OnnxTensor signal() throws OrtException {
    return OnnxTensor.createTensor(
        OnnxEnvironment.get(), FloatBuffer.wrap(new float[12 * 500]), new long[] {1, 12, 500});
  }

  private static boolean isOpen(OrtSession session) throws OrtException {
    try (var signal = signal();
        var result = session.run(Map.of(session.getInputNames().iterator().next(), signal))) {
      return result.size() > 0;
    } catch (IllegalStateException closed) {
      return false;
    }
  }

  @Test
  void theMemoryOfANetworkThatNobodyReachesIsGivenBack() throws Exception {
    var kept = OnnxEnvironment.get().createSession(network());
    new OnnxSession(kept);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (isOpen(kept) && System.nanoTime() < end) {
      System.gc();
      Thread.sleep(10);
    }
    assertThat(isOpen(kept)).isFalse();
  }

  @Test
  void aNetworkThatSomebodyReachesStays() throws Exception {
    var session = new OnnxSession(network());
    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(10);
    }
    try (var signal = signal()) {
      var input = session.inputs().keySet().iterator().next();
      assertThat(session.<Integer>run(Map.of(input, signal), OnnxNetwork.REPRESENTATION, all -> 1))
          .isEqualTo(1);
    }
  }

  @Test
  void aClosedOneRunsNoMoreAndMayBeClosedAgain() throws Exception {
    var session = new OnnxSession(network());
    session.close();
    session.close();
    assertThatThrownBy(() -> session.run(Map.of(), OnnxNetwork.REPRESENTATION, all -> 1))
        .isInstanceOf(IllegalStateException.class);
  }
}
