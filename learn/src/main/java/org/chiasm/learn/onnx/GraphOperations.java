package org.chiasm.learn.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.chiasm.learn.layers.Operations;
import org.chiasm.learn.layers.Parameters;

/** Operations that record ONNX nodes (operator set 13); values are names in the graph. */
final class GraphOperations implements Operations<String> {
  private static final String ROWS = "rows";

  private final Parameters parameters;
  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("chiasm");
  private int count;

  GraphOperations(Parameters parameters) {
    this.parameters = parameters;
  }

  /** The graph so far with two of its values as outputs. */
  GraphProto finish(String outputs, String representation) {
    node("Identity", OnnxNetwork.OUTPUTS, outputs);
    node("Identity", OnnxNetwork.REPRESENTATION, representation);
    return graph
        .addOutput(ValueInfoProto.newBuilder(described(OnnxNetwork.OUTPUTS, -1)))
        .addOutput(ValueInfoProto.newBuilder(described(OnnxNetwork.REPRESENTATION, -1)))
        .build();
  }

  private static ValueInfoProto described(String name, int... shape) {
    var extents =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(ROWS));
    for (int extent : shape) {
      var dimension = TensorShapeProto.Dimension.newBuilder();
      extents.addDim(
          extent < 0 ? dimension.setDimParam(name + ".width") : dimension.setDimValue(extent));
    }
    var type =
        TypeProto.Tensor.newBuilder()
            .setElemType(TensorProto.DataType.FLOAT.getNumber())
            .setShape(extents);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(type))
        .build();
  }

  private String next() {
    return "v" + count++;
  }

  private String node(String operator, List<String> inputs, AttributeProto... attributes) {
    var name = next();
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(operator)
            .addAllInput(inputs)
            .addOutput(name)
            .addAllAttribute(Arrays.asList(attributes)));
    return name;
  }

  private void node(String operator, String output, String input) {
    graph.addNode(NodeProto.newBuilder().setOpType(operator).addInput(input).addOutput(output));
  }

  private static AttributeProto number(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  private static AttributeProto numbers(String name, int... values) {
    var attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    for (int value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }

  private String constant(float[] values, int... shape) {
    var name = next();
    floats(name, values, shape);
    return name;
  }

  private void floats(String name, float[] values, int... shape) {
    var bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    var tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.FLOAT.getNumber())
            .setRawData(ByteString.copyFrom(bytes));
    for (int extent : shape) {
      tensor.addDims(extent);
    }
    graph.addInitializer(tensor);
  }

  private String integers(int... values) {
    var name = next();
    var bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      bytes.putLong(value);
    }
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.INT64.getNumber())
            .addDims(values.length)
            .setRawData(ByteString.copyFrom(bytes.flip())));
    return name;
  }

  @Override
  public String input(String name, int... shape) {
    graph.addInput(described(name, shape));
    return name;
  }

  @Override
  public String parameter(String name, int fanIn, int... shape) {
    floats(name, parameters.values(parameters.slot(name)), shape);
    return name;
  }

  @Override
  public String add(String left, String right) {
    return node("Add", List.of(left, right));
  }

  @Override
  public String multiply(String left, String right) {
    return node("Mul", List.of(left, right));
  }

  @Override
  public String affine(String value, float factor, float shift) {
    var scaled = node("Mul", List.of(value, constant(new float[] {factor})));
    return shift == 0 ? scaled : node("Add", List.of(scaled, constant(new float[] {shift})));
  }

  @Override
  public String linear(String value, String weight, String bias) {
    return node("Gemm", List.of(value, weight, bias));
  }

  @Override
  public String matrixProduct(String left, String right) {
    return node("MatMul", List.of(left, right));
  }

  @Override
  public String convolution(
      String value, String weight, String bias, int spatial, int stride, int padding) {
    return node(
        "Conv",
        List.of(value, weight, bias),
        numbers("strides", repeated(stride, spatial)),
        numbers("pads", repeated(padding, 2 * spatial)));
  }

  private static int[] repeated(int value, int times) {
    var values = new int[times];
    Arrays.fill(values, value);
    return values;
  }

  @Override
  public String relu(String value) {
    return node("Relu", List.of(value));
  }

  @Override
  public String tanh(String value) {
    return node("Tanh", List.of(value));
  }

  @Override
  public String sigmoid(String value) {
    return node("Sigmoid", List.of(value));
  }

  @Override
  public String exponential(String value) {
    return node("Exp", List.of(value));
  }

  @Override
  public String softmax(String value) {
    return node("Softmax", List.of(value), number("axis", -1));
  }

  @Override
  public String mean(String value, int axis) {
    return node("ReduceMean", List.of(value), numbers("axes", axis), number("keepdims", 0));
  }

  @Override
  public String join(List<String> values, int axis) {
    return node("Concat", values, number("axis", axis));
  }

  @Override
  public String slice(String value, int index) {
    var name = next();
    var bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(index).flip();
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.INT64.getNumber())
            .setRawData(ByteString.copyFrom(bytes)));
    return node("Gather", List.of(value, name), number("axis", 1));
  }

  @Override
  public String reshape(String value, int... shape) {
    return node("Reshape", List.of(value, integers(shape)));
  }

  @Override
  public String transpose(String value, int... axes) {
    return node("Transpose", List.of(value), numbers("perm", axes));
  }

  @Override
  public String dropout(String value, double rate) {
    return value;
  }
}
