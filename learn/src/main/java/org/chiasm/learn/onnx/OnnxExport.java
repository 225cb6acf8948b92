package org.chiasm.learn.onnx;

import org.chiasm.learn.layers.NetworkPlan;
import org.chiasm.learn.layers.Parameters;

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
    return new ProtocolMessage()
        .add(OnnxFields.MODEL_FORMAT_VERSION, FORMAT_VERSION)
        .add(OnnxFields.MODEL_PRODUCER, "chiasm")
        .add(OnnxFields.MODEL_GRAPH, operations.finish(outputs, result.representation()))
        .add(
            OnnxFields.MODEL_OPERATORS,
            new ProtocolMessage().add(OnnxFields.OPERATORS_VERSION, OPERATORS))
        .toBytes();
  }
}
