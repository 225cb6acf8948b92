package org.chiasm.learn.onnx;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * One operation of a network's graph.
 *
 * @param operator as ONNX names it
 * @param inputs the names of the values it reads
 * @param output the name of the value it gives
 * @param attributes whole numbers by name, one or several
 */
public record GraphNode(
    String operator, List<String> inputs, String output, Map<String, List<Integer>> attributes) {
  /** Copies the collections. */
  public GraphNode {
    requireNonNull(operator, "operator");
    inputs = List.copyOf(inputs);
    requireNonNull(output, "output");
    attributes = Map.copyOf(attributes);
  }

  /**
   * The whole numbers of an attribute.
   *
   * @throws IllegalArgumentException if the node has none of that name
   */
  public List<Integer> attribute(String name) {
    var numbers = attributes.get(name);
    if (numbers == null) {
      throw new IllegalArgumentException(
          "No attribute '" + name + "' of " + operator + " among " + attributes.keySet());
    }
    return numbers;
  }
}
