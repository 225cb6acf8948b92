package org.chiasm.learn.onnx;

import static java.util.Objects.requireNonNull;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A network loaded into ONNX Runtime, run on one thread with the same numbers each time. Its memory
 * lies outside the heap and is given back when nobody can reach the session any more, or at once by
 * {@link #close}. Safe between threads.
 */
public final class OnnxSession implements AutoCloseable {
  private static final Cleaner CLEANER = Cleaner.create();

  private final OrtSession session;
  private final Cleaner.Cleanable memory;

  /** What is read from an output before its memory goes. */
  @FunctionalInterface
  public interface OutputReader<T> {
    /** Copies what is needed of an output. */
    T read(OnnxValue output) throws OrtException;
  }

  /**
   * A session of a network.
   *
   * @param onnx the file
   * @throws OrtException if ONNX Runtime cannot read it
   */
  public OnnxSession(byte[] onnx) throws OrtException {
    this(create(onnx));
  }

  /** Takes a session over. */
  OnnxSession(OrtSession session) {
    this.session = requireNonNull(session, "session");
    this.memory = CLEANER.register(this, new Memory(session));
  }

  private static OrtSession create(byte[] onnx) throws OrtException {
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      options.setDeterministicCompute(true);
      return OnnxEnvironment.get().createSession(onnx, options);
    }
  }

  /** The inputs by name. */
  public Map<String, NodeInfo> inputs() throws OrtException {
    return session.getInputInfo();
  }

  /** The names of the outputs. */
  public Set<String> outputs() {
    return session.getOutputNames();
  }

  /**
   * Runs the network and reads one output.
   *
   * @throws IllegalStateException if it was closed
   */
  public <T> T run(Map<String, OnnxTensor> inputs, String output, OutputReader<T> reader)
      throws OrtException {
    try (var result = session.run(inputs, Set.of(output))) {
      return reader.read(result.get(0));
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** The numbers of an output, row-major; nothing where it is no tensor of single precision. */
  static Optional<float[]> floats(OnnxValue output) {
    if (!(output instanceof OnnxTensor tensor) || tensor.getInfo().type != OnnxJavaType.FLOAT) {
      return Optional.empty();
    }
    var buffer = tensor.getFloatBuffer();
    var numbers = new float[buffer.remaining()];
    buffer.get(numbers);
    return Optional.of(numbers);
  }

  @Override
  public void close() {
    memory.clean();
  }

  /** A class of its own, for what frees a session must not reach it. */
  private record Memory(OrtSession session) implements Runnable {
    @Override
    public void run() {
      try {
        session.close();
      } catch (OrtException failure) {
        throw new IllegalStateException("ONNX Runtime failed to let go of a network", failure);
      }
    }
  }
}
