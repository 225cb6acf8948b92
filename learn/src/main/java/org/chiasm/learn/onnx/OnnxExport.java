package org.chiasm.learn.onnx;

import org.chiasm.learn.layers.NetworkPlan;
import org.chiasm.learn.layers.Parameters;
import org.chiasm.learn.layers.TensorInput;

/** Writes networks in ONNX (format version 8, operator set 13). Equal networks give equal bytes. */
public final class OnnxExport {
  private static final int FORMAT_VERSION = 8;
  private static final int OPERATORS = 13;

  private OnnxExport() {}

  /**
   * A network as an ONNX file.
   *
   * @param factor its outputs are multiplied by
   * @param shift and then added
   */
  public static byte[] write(NetworkPlan plan, Parameters parameters, float factor, float shift) {
    var operations = new GraphOperations(parameters);
    var result = plan.build(operations);
    var outputs = operations.affine(result.outputs(), factor, shift);
    return file(operations.finish(outputs, result.representation()));
  }

  /**
   * The extractor of one tensor alone as an ONNX file: what another study can take as a given
   * encoder.
   *
   * @param parameters of any network that reads the tensor
   */
  public static byte[] writeExtractor(TensorInput tensor, Parameters parameters) {
    var operations = new GraphOperations(parameters);
    var extracted = tensor.extract(operations);
    return file(operations.finish(extracted, extracted));
  }

  private static byte[] file(ProtocolMessage graph) {
    return new ProtocolMessage()
        .add(OnnxFields.MODEL_FORMAT_VERSION, FORMAT_VERSION)
        .add(OnnxFields.MODEL_PRODUCER, "chiasm")
        .add(OnnxFields.MODEL_GRAPH, graph)
        .add(
            OnnxFields.MODEL_OPERATORS,
            new ProtocolMessage().add(OnnxFields.OPERATORS_VERSION, OPERATORS))
        .toBytes();
  }
}
