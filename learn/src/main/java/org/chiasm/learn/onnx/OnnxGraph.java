package org.chiasm.learn.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an ONNX file of {@link OnnxExport} says, of this release or an earlier one: which operations
 * a network consists of, in an order in which each comes after those it reads, and its numbers.
 * Immutable; safe between threads.
 *
 * @param inputs the extents of each input after the axis of rows
 * @param constants fitted numbers and others that are the same for every row
 */
public record OnnxGraph(
    List<GraphNode> nodes, Map<String, List<Integer>> inputs, Map<String, GraphArray> constants) {
  /** Copies the collections. */
  public OnnxGraph {
    nodes = List.copyOf(nodes);
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    constants = Map.copyOf(constants);
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if it was not written by {@link OnnxExport}
   */
  public static OnnxGraph read(byte[] file) {
    var nodes = new ArrayList<GraphNode>();
    var inputs = new LinkedHashMap<String, List<Integer>>();
    var constants = new LinkedHashMap<String, GraphArray>();
    for (var part : ProtocolReader.fields(file)) {
      if (part.number() == OnnxFields.MODEL_GRAPH) {
        for (var each : part.fields()) {
          switch (each.number()) {
            case OnnxFields.GRAPH_NODE -> nodes.add(node(each.fields()));
            case OnnxFields.GRAPH_INITIALIZER -> constant(each.fields(), constants);
            case OnnxFields.GRAPH_INPUT -> input(each.fields(), inputs);
            default -> {}
          }
        }
      }
    }
    return new OnnxGraph(nodes, inputs, constants);
  }

  private static GraphNode node(List<ProtocolReader.Field> fields) {
    var inputs = new ArrayList<String>();
    var attributes = new LinkedHashMap<String, List<Integer>>();
    String output = "";
    String operator = "";
    for (var each : fields) {
      switch (each.number()) {
        case OnnxFields.NODE_INPUT -> inputs.add(each.text());
        case OnnxFields.NODE_OUTPUT -> output = each.text();
        case OnnxFields.NODE_OPERATOR -> operator = each.text();
        case OnnxFields.NODE_ATTRIBUTE -> attribute(each.fields(), attributes);
        default -> {}
      }
    }
    return new GraphNode(operator, inputs, output, attributes);
  }

  private static void attribute(
      List<ProtocolReader.Field> fields, Map<String, List<Integer>> attributes) {
    var numbers = new ArrayList<Integer>();
    String name = "";
    for (var each : fields) {
      switch (each.number()) {
        case OnnxFields.ATTRIBUTE_NAME -> name = each.text();
        case OnnxFields.ATTRIBUTE_INTEGER, OnnxFields.ATTRIBUTE_INTEGERS ->
            numbers.add((int) each.value());
        default -> {}
      }
    }
    attributes.put(name, List.copyOf(numbers));
  }

  private static void constant(
      List<ProtocolReader.Field> fields, Map<String, GraphArray> constants) {
    var shape = new ArrayList<Integer>();
    String name = "";
    long type = 0;
    byte[] raw = {};
    for (var each : fields) {
      switch (each.number()) {
        case OnnxFields.TENSOR_EXTENT -> shape.add((int) each.value());
        case OnnxFields.TENSOR_DATA_TYPE -> type = each.value();
        case OnnxFields.TENSOR_NAME -> name = each.text();
        case OnnxFields.TENSOR_RAW_DATA -> raw = each.bytes();
        default -> {}
      }
    }
    if (type != OnnxFields.FLOAT && type != OnnxFields.INT64) {
      throw new IllegalArgumentException(
          "Constant " + name + " is of ONNX type " + type + "; networks have 1 and 7 only");
    }
    constants.put(
        name,
        new GraphArray(
            shape.stream().mapToInt(Integer::intValue).toArray(),
            numbers(raw, type == OnnxFields.FLOAT)));
  }

  private static double[] numbers(byte[] raw, boolean single) {
    var buffer = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
    var numbers = new double[raw.length / (single ? Float.BYTES : Long.BYTES)];
    for (int i = 0; i < numbers.length; i++) {
      if (single) {
        numbers[i] = buffer.getFloat();
      } else {
        numbers[i] = buffer.getLong();
      }
    }
    return numbers;
  }

  private static void input(List<ProtocolReader.Field> fields, Map<String, List<Integer>> inputs) {
    String name = "";
    var extents = new ArrayList<Integer>();
    for (var each : fields) {
      if (each.number() == OnnxFields.VALUE_NAME) {
        name = each.text();
      } else if (each.number() == OnnxFields.VALUE_TYPE) {
        within(each.fields(), OnnxFields.TYPE_TENSOR).stream()
            .flatMap(tensor -> within(tensor.fields(), OnnxFields.TENSOR_TYPE_SHAPE).stream())
            .flatMap(shape -> within(shape.fields(), OnnxFields.SHAPE_EXTENT).stream())
            .flatMap(extent -> within(extent.fields(), OnnxFields.EXTENT_NUMBER).stream())
            .forEach(number -> extents.add((int) number.value()));
      }
    }
    inputs.put(name, List.copyOf(extents));
  }

  private static List<ProtocolReader.Field> within(List<ProtocolReader.Field> fields, int number) {
    return fields.stream().filter(each -> each.number() == number).toList();
  }
}
