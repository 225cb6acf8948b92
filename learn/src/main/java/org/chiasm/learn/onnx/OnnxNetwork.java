package org.chiasm.learn.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.chiasm.learn.layers.NetworkRows;

/**
 * A network that ONNX Runtime runs, on one thread and one row at a time, so that a row's numbers do
 * not depend on the rows it comes with: a served score is the judged score bit for bit. Safe
 * between threads. About 0.1 to 0.5 ms a row.
 */
public final class OnnxNetwork {
  /** The output that training makes right. */
  public static final String OUTPUTS = "outputs";

  /** The output that early fusion II reads. */
  public static final String REPRESENTATION = "representation";

  private final byte[] bytes;
  private final OnnxSession session;
  private final Map<String, long[]> inputs = new LinkedHashMap<>();

  /**
   * A network from its file.
   *
   * @throws IllegalArgumentException if ONNX Runtime cannot read it
   */
  public OnnxNetwork(byte[] bytes) {
    this.bytes = bytes.clone();
    try {
      session = new OnnxSession(this.bytes);
      for (var input : session.inputs().entrySet()) {
        inputs.put(input.getKey(), oneRow(input.getValue()));
      }
    } catch (OrtException failure) {
      throw new IllegalArgumentException(
          "ONNX Runtime cannot read a network of "
              + bytes.length
              + " bytes; the file is damaged or from a later version",
          failure);
    }
  }

  private static long[] oneRow(NodeInfo input) {
    if (!(input.getInfo() instanceof TensorInfo tensor)) {
      throw new IllegalArgumentException("Input " + input.getName() + " is no tensor");
    }
    var shape = tensor.getShape();
    shape[0] = 1;
    return shape;
  }

  /** A copy of the file. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The names of the inputs. */
  public Set<String> inputs() {
    return Set.copyOf(inputs.keySet());
  }

  /**
   * One output of every row, row-major; no numbers for no rows.
   *
   * @param rows with at least the inputs of the network
   * @param output {@link #OUTPUTS} or {@link #REPRESENTATION}
   */
  public float[] run(NetworkRows rows, String output) {
    var all = new float[0];
    for (int row = 0; row < rows.count(); row++) {
      var numbers = run(rows, row, output);
      if (row == 0) {
        all = new float[Math.multiplyExact(rows.count(), numbers.length)];
      }
      System.arraycopy(numbers, 0, all, row * numbers.length, numbers.length);
    }
    return all;
  }

  private float[] run(NetworkRows rows, int row, String output) {
    var tensors = new LinkedHashMap<String, OnnxTensor>();
    try {
      for (var input : inputs.entrySet()) {
        var numbers = rows.batch(input.getKey(), new int[] {row});
        tensors.put(
            input.getKey(),
            OnnxTensor.createTensor(
                OnnxEnvironment.get(), FloatBuffer.wrap(numbers), input.getValue()));
      }
      return session
          .run(tensors, output, OnnxSession::floats)
          .orElseThrow(
              () -> new IllegalStateException("Output " + output + " is no tensor of floats"));
    } catch (OrtException failure) {
      throw new IllegalStateException("ONNX Runtime failed to run " + inputs.keySet(), failure);
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }
}
