package org.chiasm.learn.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chiasm.learn.layers.Operations;
import org.chiasm.learn.layers.Parameters;

/** Operations that record ONNX nodes (operator set 13); values are names in the graph. */
final class GraphOperations implements Operations<String> {
  private static final String ROWS = "rows";

  private final Parameters parameters;
  private final List<ProtocolMessage> nodes = new ArrayList<>();
  private final List<ProtocolMessage> initializers = new ArrayList<>();
  private final List<ProtocolMessage> inputs = new ArrayList<>();
  private int count;

  GraphOperations(Parameters parameters) {
    this.parameters = parameters;
  }

  /** The graph so far with two of its values as outputs. */
  ProtocolMessage finish(String outputs, String representation) {
    node("Identity", OnnxNetwork.OUTPUTS, List.of(outputs));
    node("Identity", OnnxNetwork.REPRESENTATION, List.of(representation));
    var graph = new ProtocolMessage();
    nodes.forEach(node -> graph.add(OnnxFields.GRAPH_NODE, node));
    graph.add(OnnxFields.GRAPH_NAME, "chiasm");
    initializers.forEach(each -> graph.add(OnnxFields.GRAPH_INITIALIZER, each));
    inputs.forEach(each -> graph.add(OnnxFields.GRAPH_INPUT, each));
    for (var output : List.of(OnnxNetwork.OUTPUTS, OnnxNetwork.REPRESENTATION)) {
      graph.add(OnnxFields.GRAPH_OUTPUT, described(output, -1));
    }
    return graph;
  }

  private static ProtocolMessage described(String name, int... shape) {
    var extents =
        new ProtocolMessage()
            .add(OnnxFields.SHAPE_EXTENT, new ProtocolMessage().add(OnnxFields.EXTENT_WORD, ROWS));
    for (int extent : shape) {
      var one = new ProtocolMessage();
      extents.add(
          OnnxFields.SHAPE_EXTENT,
          extent < 0
              ? one.add(OnnxFields.EXTENT_WORD, name + ".width")
              : one.add(OnnxFields.EXTENT_NUMBER, extent));
    }
    var tensor =
        new ProtocolMessage()
            .add(OnnxFields.TENSOR_TYPE_ELEMENT, OnnxFields.FLOAT)
            .add(OnnxFields.TENSOR_TYPE_SHAPE, extents);
    return new ProtocolMessage()
        .add(OnnxFields.VALUE_NAME, name)
        .add(OnnxFields.VALUE_TYPE, new ProtocolMessage().add(OnnxFields.TYPE_TENSOR, tensor));
  }

  private String next() {
    return "v" + count++;
  }

  private String node(String operator, List<String> inputs, ProtocolMessage... attributes) {
    var name = next();
    node(operator, name, inputs, attributes);
    return name;
  }

  private void node(
      String operator, String output, List<String> inputs, ProtocolMessage... attributes) {
    var node = new ProtocolMessage();
    inputs.forEach(input -> node.add(OnnxFields.NODE_INPUT, input));
    node.add(OnnxFields.NODE_OUTPUT, output).add(OnnxFields.NODE_OPERATOR, operator);
    for (var attribute : attributes) {
      node.add(OnnxFields.NODE_ATTRIBUTE, attribute);
    }
    nodes.add(node);
  }

  private static ProtocolMessage number(String name, long value) {
    return new ProtocolMessage()
        .add(OnnxFields.ATTRIBUTE_NAME, name)
        .add(OnnxFields.ATTRIBUTE_INTEGER, value)
        .add(OnnxFields.ATTRIBUTE_TYPE, OnnxFields.TYPE_INTEGER);
  }

  private static ProtocolMessage numbers(String name, int... values) {
    var attribute = new ProtocolMessage().add(OnnxFields.ATTRIBUTE_NAME, name);
    for (int value : values) {
      attribute.add(OnnxFields.ATTRIBUTE_INTEGERS, value);
    }
    return attribute.add(OnnxFields.ATTRIBUTE_TYPE, OnnxFields.TYPE_INTEGERS);
  }

  private String constant(float[] values, int... shape) {
    var name = next();
    floats(name, values, shape);
    return name;
  }

  private void floats(String name, float[] values, int... shape) {
    var bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    initializer(name, OnnxFields.FLOAT, bytes.array(), shape);
  }

  private void initializer(String name, int type, byte[] bytes, int... shape) {
    var tensor = new ProtocolMessage();
    for (int extent : shape) {
      tensor.add(OnnxFields.TENSOR_EXTENT, extent);
    }
    initializers.add(
        tensor
            .add(OnnxFields.TENSOR_DATA_TYPE, type)
            .add(OnnxFields.TENSOR_NAME, name)
            .add(OnnxFields.TENSOR_RAW_DATA, bytes));
  }

  private String integers(int... values) {
    var name = next();
    initializer(name, OnnxFields.INT64, bytes(values), values.length);
    return name;
  }

  private static byte[] bytes(int... values) {
    var bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      bytes.putLong(value);
    }
    return bytes.array();
  }

  @Override
  public String input(String name, int... shape) {
    inputs.add(described(name, shape));
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
    initializer(name, OnnxFields.INT64, bytes(index));
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
