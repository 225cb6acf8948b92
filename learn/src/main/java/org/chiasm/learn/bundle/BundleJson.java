package org.chiasm.learn.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON trees of a bundle's files. Numbers are written so that they read back bit for bit; JSON has
 * none for what is not a number or not finite, which are the texts {@code NaN}, {@code Infinity}
 * and {@code -Infinity}.
 */
final class BundleJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private BundleJson() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  static byte[] bytes(JsonNode node) {
    try {
      return (MAPPER.writeValueAsString(node) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("A JSON tree could not be written", impossible);
    }
  }

  static JsonNode parse(byte[] file) throws IOException {
    return MAPPER.readTree(file);
  }

  static ObjectNode strings(Map<String, String> map) {
    var node = object();
    map.forEach(node::put);
    return node;
  }

  static Map<String, String> strings(JsonNode node) {
    var map = new TreeMap<String, String>();
    node.properties().forEach(entry -> map.put(entry.getKey(), text(entry.getValue())));
    return map;
  }

  static ArrayNode numbers(List<Double> numbers) {
    var node = array();
    numbers.forEach(node::add);
    return node;
  }

  static List<Double> numbers(JsonNode node) {
    var numbers = new ArrayList<Double>();
    node.forEach(each -> numbers.add(number(each)));
    return numbers;
  }

  /**
   * A number of a tree.
   *
   * @throws IllegalArgumentException if it is not one
   */
  static double number(JsonNode node) {
    if (node.isNumber()) {
      return node.doubleValue();
    }
    return switch (node.asText()) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw new IllegalArgumentException("expected a number, got " + node.getNodeType());
    };
  }

  /**
   * A text of a tree.
   *
   * @throws IllegalArgumentException if it is not one
   */
  static String text(JsonNode node) {
    if (!node.isTextual()) {
      throw new IllegalArgumentException("expected a string, got " + node.getNodeType());
    }
    return node.textValue();
  }
}
