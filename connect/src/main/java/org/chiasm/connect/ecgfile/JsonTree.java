package org.chiasm.connect.ecgfile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chiasm.connect.recording.EcgFileException;
import org.jspecify.annotations.Nullable;

/** A JSON document as maps, lists, strings and doubles; null and truth values are left out. */
final class JsonTree {
  private static final int LARGEST = 1 << 29;
  private static final int DEEPEST = 64;

  private JsonTree() {}

  static Map<String, Object> object(byte[] file) throws EcgFileException {
    var factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxStringLength(LARGEST)
                    .maxNestingDepth(DEEPEST)
                    .build())
            .build();
    try (JsonParser parser = factory.createParser(file)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw EcgFileException.malformed("JSON that is no object");
      }
      return object(parser);
    } catch (IOException e) {
      throw EcgFileException.malformed(
          "not well-formed JSON or nested too deep: " + e.getClass().getSimpleName());
    }
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    var object = new LinkedHashMap<String, Object>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      value(parser).forEach(value -> object.put(name, value));
    }
    return object;
  }

  private static List<Object> value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> List.of(object(parser));
      case START_ARRAY -> {
        var array = new ArrayList<Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.addAll(value(parser));
        }
        yield List.of(array);
      }
      case VALUE_STRING -> List.of(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> List.of(parser.getDoubleValue());
      default -> List.of();
    };
  }

  /** The object of a child; empty where it is none. */
  static Map<String, Object> child(Map<String, Object> parent, String name) {
    return asObject(parent.get(name));
  }

  /** The objects of a repeating child. */
  static List<Map<String, Object>> children(Map<String, Object> parent, String name) {
    return parent.get(name) instanceof List<?> list
        ? list.stream().map(JsonTree::asObject).toList()
        : List.of();
  }

  static String string(Map<String, Object> parent, String name) {
    return parent.get(name) instanceof String text ? text : "";
  }

  static double number(Map<String, Object> parent, String name, double otherwise) {
    return parent.get(name) instanceof Double number ? number : otherwise;
  }

  private static Map<String, Object> asObject(@Nullable Object value) {
    var object = new LinkedHashMap<String, Object>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, content) -> object.put(String.valueOf(name), content));
    }
    return object;
  }
}
