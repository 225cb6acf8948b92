package org.chiasm.learn.tagger;

import ai.onnx.proto.OnnxMl;
import java.util.List;

/** A tiny encoder of text made here: a table of numbers looked up by token (Gather). */
public final class TextNetwork {
  /** The pieces it knows. */
  public static final List<String> VOCABULARY =
      List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "no", "hem", "##opt", "##ysis", "fever", ".");

  private TextNetwork() {}

  /** The vocabulary's file. */
  public static byte[] vocabulary() {
    return (String.join("\n", VOCABULARY) + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /** A token's numbers: its own, and the square of that. */
  static float[] numbers(int token) {
    return new float[] {token, token * token};
  }

  /** The network's file. */
  public static byte[] onnx(String input, String output) {
    var table =
        OnnxMl.TensorProto.newBuilder()
            .setName("table")
            .setDataType(OnnxMl.TensorProto.DataType.FLOAT.getNumber())
            .addDims(VOCABULARY.size())
            .addDims(2);
    for (int token = 0; token < VOCABULARY.size(); token++) {
      for (float number : numbers(token)) {
        table.addFloatData(number);
      }
    }
    var graph =
        OnnxMl.GraphProto.newBuilder()
            .setName("lookup")
            .addInitializer(table)
            .addInput(value(input, OnnxMl.TensorProto.DataType.INT64, 2))
            .addOutput(value(output, OnnxMl.TensorProto.DataType.FLOAT, 3))
            .addNode(
                OnnxMl.NodeProto.newBuilder()
                    .setOpType("Gather")
                    .addInput("table")
                    .addInput(input)
                    .addOutput(output));
    return OnnxMl.ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(13))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  /** An input or output of a network. */
  static OnnxMl.ValueInfoProto value(String name, OnnxMl.TensorProto.DataType type, int rank) {
    var shape = OnnxMl.TensorShapeProto.newBuilder();
    for (int i = 0; i < rank; i++) {
      shape.addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimParam("d" + i));
    }
    return OnnxMl.ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            OnnxMl.TypeProto.newBuilder()
                .setTensorType(
                    OnnxMl.TypeProto.Tensor.newBuilder()
                        .setElemType(type.getNumber())
                        .setShape(shape)))
        .build();
  }
}
