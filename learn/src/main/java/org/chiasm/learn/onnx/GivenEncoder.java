package org.chiasm.learn.onnx;

import static java.util.Objects.requireNonNull;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasm.Tensor;
import org.chiasm.study.EncoderRule;

/**
 * A network that somebody else trained, as an extractor of numbers from pixels or samples. It reads
 * one input of single-precision numbers, rows × the extents of its contract, and its output {@link
 * OnnxNetwork#REPRESENTATION}, or its only output, gives the numbers of a row. Run on one thread
 * and one row at a time. Safe between threads; equal where file and contract are.
 */
public final class GivenEncoder {
  private final EncoderRule rule;
  private final byte[] bytes;
  private final String sha256;
  private final OnnxSession session;
  private final String input;
  private final String output;
  private final int width;

  /**
   * An encoder from its file.
   *
   * @throws IllegalArgumentException if the file does not keep the contract; the message says how
   */
  public GivenEncoder(EncoderRule rule, byte[] bytes) {
    this.rule = requireNonNull(rule, "rule");
    this.bytes = bytes.clone();
    this.sha256 = FileHash.sha256(bytes);
    try {
      session = new OnnxSession(this.bytes);
      input = input(session, rule.input());
      output = output(session);
      width = run(new float[size(rule.input())]).length;
    } catch (OrtException failure) {
      throw new IllegalArgumentException(
          "a file that ONNX Runtime cannot read or run (" + failure.getCode() + ")", failure);
    }
  }

  /** What is wrong with a file under a contract; nothing where it keeps it. */
  public static Optional<String> problem(EncoderRule rule, byte[] bytes) {
    try {
      var encoder = new GivenEncoder(rule, bytes);
      encoder.session.close();
      return encoder.width > 0 ? Optional.empty() : Optional.of("a network that gives no numbers");
    } catch (IllegalArgumentException broken) {
      return Optional.ofNullable(broken.getMessage());
    }
  }

  private static String input(OnnxSession session, List<Integer> extents) throws OrtException {
    var inputs = session.inputs();
    if (inputs.size() != 1) {
      throw new IllegalArgumentException(
          "a network of " + inputs.size() + " inputs, which needs 1");
    }
    var only = inputs.values().iterator().next();
    if (!(only.getInfo() instanceof TensorInfo tensor) || tensor.type != OnnxJavaType.FLOAT) {
      throw new IllegalArgumentException("a network whose input is not of single precision");
    }
    var shape = tensor.getShape();
    boolean fits = shape.length == extents.size() + 1 && shape[0] <= 1;
    for (int i = 1; fits && i < shape.length; i++) {
      fits = shape[i] < 0 || shape[i] == extents.get(i - 1);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "a network that reads " + words(shape) + " (rows first, ? for any)");
    }
    return only.getName();
  }

  private static String words(long[] shape) {
    return Arrays.stream(shape).mapToObj(each -> each < 0 ? "?" : each + "").toList().toString();
  }

  private static String output(OnnxSession session) {
    var names = session.outputs();
    if (names.contains(OnnxNetwork.REPRESENTATION)) {
      return OnnxNetwork.REPRESENTATION;
    }
    if (names.size() != 1) {
      throw new IllegalArgumentException(
          "a network of several outputs of which none is called " + OnnxNetwork.REPRESENTATION);
    }
    return names.iterator().next();
  }

  /** The contract. */
  public EncoderRule rule() {
    return rule;
  }

  /** A copy of the file. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** How many numbers it gives for a row. */
  public int width() {
    return width;
  }

  /**
   * The numbers of a tensor; none where its axes do not fit the contract. The last two axes (the
   * last one, where the contract has two) are brought to the contract's extents by block means;
   * what is not a number counts as 0. A single channel is repeated for a contract of three. Of
   * slices, a contract of one or three channels reads each, and the mean of all is taken.
   */
  public Optional<float[]> encode(Tensor tensor) {
    var extents = rule.input();
    if (tensor.rank() != extents.size()) {
      return Optional.empty();
    }
    if (tensor.rank() != 3 || tensor.extent(0) == extents.getFirst()) {
      return ContractShape.fit(tensor, extents).map(this::scaledAndRun);
    }
    int channels = extents.getFirst();
    if (channels != 1 && channels != 3) {
      return Optional.empty();
    }
    var mean = new float[width];
    int size = tensor.extent(1) * tensor.extent(2);
    for (int slice = 0; slice < tensor.extent(0); slice++) {
      var repeated = new float[channels * size];
      for (int channel = 0; channel < channels; channel++) {
        System.arraycopy(tensor.values(), slice * size, repeated, channel * size, size);
      }
      var one = Tensor.of(repeated, channels, tensor.extent(1), tensor.extent(2));
      var numbers = scaledAndRun(ContractShape.fit(one, extents).orElseThrow());
      for (int i = 0; i < width; i++) {
        mean[i] += numbers[i] / tensor.extent(0);
      }
    }
    return Optional.of(mean);
  }

  private float[] scaledAndRun(float[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) ((numbers[i] - rule.subtract()) / rule.divide());
    }
    try {
      return run(numbers);
    } catch (OrtException failure) {
      throw new IllegalStateException("ONNX Runtime failed to run " + rule.onnx(), failure);
    }
  }

  private float[] run(float[] numbers) throws OrtException {
    var shape = new long[rule.input().size() + 1];
    shape[0] = 1;
    for (int i = 1; i < shape.length; i++) {
      shape[i] = rule.input().get(i - 1);
    }
    try (var tensor =
        OnnxTensor.createTensor(OnnxEnvironment.get(), FloatBuffer.wrap(numbers), shape)) {
      return session
          .run(Map.of(input, tensor), output, OnnxSession::floats)
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "a network whose output is not of single precision"));
    }
  }

  private static int size(List<Integer> extents) {
    return extents.stream().reduce(1, Math::multiplyExact);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GivenEncoder encoder
        && sha256.equals(encoder.sha256)
        && rule.equals(encoder.rule);
  }

  @Override
  public int hashCode() {
    return sha256.hashCode();
  }

  @Override
  public String toString() {
    return "GivenEncoder[" + rule.onnx() + ", " + width + " numbers]";
  }
}
