package org.chiasm.learn.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
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
    return ModelProto.newBuilder()
        .setIrVersion(FORMAT_VERSION)
        .setProducerName("chiasm")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATORS))
        .setGraph(operations.finish(outputs, result.representation()))
        .build()
        .toByteArray();
  }
}
