package org.chiasm.learn.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;

/** The one environment of ONNX Runtime, with telemetry switched off. */
public final class OnnxEnvironment {
  /**
   * On starting, ONNX Runtime 1.29 matches the command line of the process recursively, which
   * overflows the stack of a usual thread where the class path is long and ends the process.
   */
  private static final long STACK_BYTES = 256L << 20;

  private static final OrtEnvironment ENVIRONMENT = start();

  private OnnxEnvironment() {}

  /** The environment, started at first use. Safe between threads. */
  public static OrtEnvironment get() {
    return ENVIRONMENT;
  }

  private static OrtEnvironment start() {
    var thread = new Thread(null, new Start(), "onnx-start", STACK_BYTES);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return Start.made();
  }

  /** A class of its own, for the thread must not wait for the class that waits for it. */
  private record Start() implements Runnable {
    @Override
    public void run() {
      made();
    }

    /** The environment, which ONNX Runtime makes once. */
    static OrtEnvironment made() {
      var made = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      try {
        made.setTelemetry(false);
      } catch (OrtException unsupported) {
        throw new IllegalStateException("Telemetry could not be switched off", unsupported);
      }
      return made;
    }
  }
}
