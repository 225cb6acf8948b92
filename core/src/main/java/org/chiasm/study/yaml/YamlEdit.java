package org.chiasm.study.yaml;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** A change of one value in YAML text that leaves every other character as it is, comments too. */
public final class YamlEdit {
  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setSchema(new CoreSchema())
          .setUseMarks(true)
          .setCodePointLimit(YamlText.BYTES_MAX)
          .setMaxAliasesForCollections(YamlText.ALIASES_MAX)
          .build();

  private YamlEdit() {}

  /**
   * The text with another value at a path.
   *
   * @param path keys from the top
   * @param value written in double quotes; it must not need escapes
   * @return nothing where the text is not YAML, the path does not lead to a value of one line, or
   *     what it leads to is used elsewhere too (an anchor), so that the change would not be local
   * @throws IllegalArgumentException if the value holds a quote, a backslash or a line end
   */
  public static Optional<String> replace(String text, List<String> path, String value) {
    if (value.chars().anyMatch(each -> each == '"' || each == '\\' || each < ' ')) {
      throw new IllegalArgumentException("A value to write must not need escapes: " + value);
    }
    var root = root(text);
    var uses = new HashMap<Node, Integer>();
    root.ifPresent(node -> count(node, uses));
    Optional<Node> at = root;
    for (var key : path) {
      at = at.flatMap(node -> child(node, key)).filter(node -> uses.getOrDefault(node, 0) == 1);
    }
    return at.filter(ScalarNode.class::isInstance)
        .map(ScalarNode.class::cast)
        .flatMap(scalar -> replace(text, scalar, value));
  }

  private static Optional<Node> root(String text) {
    try {
      var documents = new Compose(SETTINGS).composeAllFromString(text).iterator();
      return documents.hasNext() ? Optional.of(documents.next()) : Optional.empty();
    } catch (YamlEngineException _) {
      return Optional.empty();
    }
  }

  private static void count(Node node, Map<Node, Integer> uses) {
    if (uses.merge(node, 1, Integer::sum) > 1) {
      return;
    }
    switch (node) {
      case MappingNode mapping -> {
        for (var tuple : mapping.getValue()) {
          count(tuple.getValueNode(), uses);
        }
      }
      case SequenceNode list -> list.getValue().forEach(item -> count(item, uses));
      default -> {}
    }
  }

  private static Optional<Node> child(Node node, String key) {
    return node instanceof MappingNode mapping
        ? mapping.getValue().stream()
            .filter(
                tuple ->
                    tuple.getKeyNode() instanceof ScalarNode name
                        && name.getValue().strip().equals(key))
            .map(tuple -> tuple.getValueNode())
            .findFirst()
        : Optional.empty();
  }

  private static Optional<String> replace(String text, ScalarNode scalar, String value) {
    var start = scalar.getStartMark();
    var end = scalar.getEndMark();
    boolean quoted =
        scalar.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED
            || scalar.getScalarStyle() == ScalarStyle.SINGLE_QUOTED;
    if (start.isEmpty()
        || end.isEmpty()
        || start.get().getLine() != end.get().getLine()
        || !(quoted || scalar.getScalarStyle() == ScalarStyle.PLAIN)) {
      return Optional.empty();
    }
    int from = offset(text, start.get().getLine(), start.get().getColumn());
    int to = offset(text, end.get().getLine(), end.get().getColumn());
    return Optional.of(text.substring(0, from) + '"' + value + '"' + text.substring(to));
  }

  /** Where a line and a column in code points, both from 0, are in the text. */
  private static int offset(String text, int line, int column) {
    int at = 0;
    for (int passed = 0; passed < line; passed++) {
      int end = at;
      while (text.charAt(end) != '\n' && text.charAt(end) != '\r') {
        end++;
      }
      at = text.startsWith("\r\n", end) ? end + 2 : end + 1;
    }
    if (line == 0 && text.startsWith("\uFEFF")) {
      at = 1;
    }
    return text.offsetByCodePoints(at, column);
  }
}
