package org.chiasm.imaging.words;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A YAML table that ships with this package, read once. */
public final class TableFile {
  private TableFile() {}

  /** The top-level mapping of a resource beside this class, in file order. */
  public static Map<String, Object> read(String name) {
    try (InputStream in = TableFile.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The table " + name + " is not on the class path");
      }
      var settings = LoadSettings.builder().setLabel(name).build();
      return mapping(new Load(settings).loadFromInputStream(in));
    } catch (IOException unreadable) {
      throw new IllegalStateException("The table " + name + " cannot be read", unreadable);
    }
  }

  /** A node that must be a mapping. */
  public static Map<String, Object> mapping(@Nullable Object node) {
    if (!(node instanceof Map<?, ?> map)) {
      throw new IllegalStateException("Expected a mapping in a table, got " + node);
    }
    var mapping = new LinkedHashMap<String, Object>();
    map.forEach((key, value) -> mapping.put(String.valueOf(key), value));
    return mapping;
  }

  /** A node that must be a list of mappings. */
  public static List<Map<String, Object>> mappings(@Nullable Object node) {
    if (!(node instanceof List<?> list)) {
      throw new IllegalStateException("Expected a list in a table, got " + node);
    }
    var mappings = new ArrayList<Map<String, Object>>();
    list.forEach(each -> mappings.add(mapping(each)));
    return mappings;
  }

  /** The strings of a list under {@code key}; none if the key is absent. */
  public static List<String> strings(Map<String, Object> mapping, String key) {
    return mapping.get(key) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }
}
