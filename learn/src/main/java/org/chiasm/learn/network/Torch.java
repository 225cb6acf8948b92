package org.chiasm.learn.network;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** The PyTorch engine, set up once: offline, without telemetry, one thread for each network. */
final class Torch {
  private static final Engine ENGINE;

  static {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.pytorch.num_threads", "1");
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    ENGINE = Engine.getEngine("PyTorch");
  }

  private Torch() {}

  /** A manager of arrays; closing it frees them. */
  static NDManager manager() {
    return ENGINE.newBaseManager();
  }

  /** Whether operations of this thread remember how they were computed. */
  static void recordGradients(boolean wanted) {
    JniUtils.setGradMode(wanted);
  }

  /**
   * Propagates derivatives back from an array. DJL's own collector allows one network at a time in
   * a process, so the engine is asked directly.
   */
  static void backward(NDArray result, NDArray derivatives) {
    JniUtils.backward((PtNDArray) result, (PtNDArray) derivatives, false, false);
  }
}
