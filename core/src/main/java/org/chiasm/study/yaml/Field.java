package org.chiasm.study.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A cursor on one value of a file: it hands out the value as what the grammar expects there, or
 * reports what it found instead and hands out nothing.
 */
public final class Field {
  private static final int QUOTE_MAX = 60;
  private static final int NAMES_SHOWN_MAX = 20;
  private static final int NAMES_COMPARED_MAX = 1000;
  private static final int NUMBER_LENGTH_MAX = 40;
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?");
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,18}");

  private final Problems problems;
  private final String path;
  private final Node node;
  private final Position keyPosition;

  Field(Problems problems, String path, Node node, Position keyPosition) {
    this.problems = problems;
    this.path = path;
    this.node = node;
    this.keyPosition = keyPosition;
  }

  /** Where it is in the grammar, such as {@code inputs.wbc.reduce}. */
  public String path() {
    return path;
  }

  /** The path of something in it. */
  String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  Position keyPosition() {
    return keyPosition;
  }

  /** Whether it is a list. */
  public boolean isList() {
    return node instanceof SequenceNode && node.getTag().equals(Tag.SEQ);
  }

  /** Whether it is a list without items. */
  public boolean isEmptyList() {
    return isList() && node instanceof SequenceNode list && list.getValue().isEmpty();
  }

  private boolean isMapping() {
    return node instanceof MappingNode && node.getTag().equals(Tag.MAP);
  }

  /** The scalar as it is written, without quotes; empty for lists, mappings and nothing. */
  public String raw() {
    return node instanceof ScalarNode scalar && !node.getTag().equals(Tag.NULL)
        ? scalar.getValue()
        : "";
  }

  /** A text that is not blank, without white space around it. */
  public Optional<String> text(String expected) {
    if (node.getTag().equals(Tag.STR) && !raw().isBlank()) {
      return Optional.of(raw().strip());
    }
    boolean needsQuotes = isScalar() && !isTextual() && !raw().isBlank();
    reject(expected + (needsQuotes ? ", in quotes" : ""), needsQuotes ? raw() : "");
    return Optional.empty();
  }

  /** A text, or a number or truth value as it is written. */
  public Optional<String> scalar(String expected) {
    if (isScalar() && !raw().isBlank()) {
      return Optional.of(raw().strip());
    }
    reject(expected);
    return Optional.empty();
  }

  /** A finite decimal number. */
  public Optional<Double> number(String expected) {
    if (isNumber() && raw().length() <= NUMBER_LENGTH_MAX && DECIMAL.matcher(raw()).matches()) {
      double value = Double.parseDouble(raw());
      if (Double.isFinite(value)) {
        return Optional.of(value);
      }
    }
    var text = raw().strip();
    reject(expected, !isNumber() && DECIMAL.matcher(text).matches() ? text : "");
    return Optional.empty();
  }

  /** A whole number between two bounds, both inclusive. */
  public Optional<Long> wholeNumber(String expected, long min, long max) {
    if (node.getTag().equals(Tag.INT) && WHOLE.matcher(raw()).matches()) {
      long value = Long.parseLong(raw());
      if (value >= min && value <= max) {
        return Optional.of(value);
      }
    }
    reject(expected);
    return Optional.empty();
  }

  /** One of some words. */
  public <T> Optional<T> oneOf(Map<String, T> words) {
    var value = node.getTag().equals(Tag.STR) ? words.get(raw()) : null;
    if (value != null) {
      return Optional.of(value);
    }
    reject(
        (words.size() == 1 ? "" : "one of ") + String.join(", ", words.keySet()),
        NearestName.of(raw(), words.keySet()));
    return Optional.empty();
  }

  /** A list with at least one item. */
  public List<Field> items(String expected) {
    if (node instanceof SequenceNode list && isList() && !list.getValue().isEmpty()) {
      var items = new ArrayList<Field>();
      for (var item : list.getValue()) {
        var at = Position.of(item.getStartMark());
        items.add(new Field(problems, path + "[" + items.size() + "]", item, at));
      }
      return items;
    }
    reject(expected, isScalar() && !raw().isBlank() ? "[" + raw() + "]" : "");
    return List.of();
  }

  /** The items of a list, or the field itself where it is a single value. */
  public List<Field> oneOrMore(String expected) {
    return isScalar() && !raw().isBlank() ? List.of(this) : items(expected);
  }

  /** A mapping; each key that comes twice is reported and keeps its first value. */
  public Optional<Section> section(String expected) {
    if (!(node instanceof MappingNode mapping) || !isMapping()) {
      reject(expected);
      return Optional.empty();
    }
    var entries = new LinkedHashMap<String, Field>();
    for (var tuple : mapping.getValue()) {
      var at = Position.of(tuple.getKeyNode().getStartMark());
      if (!(tuple.getKeyNode() instanceof ScalarNode key) || key.getValue().isBlank()) {
        problems.add(at, path, "a key that is not a name", "a name before the colon", "");
        continue;
      }
      var name = key.getValue().strip();
      var field = new Field(problems, pathOf(abbreviate(name)), tuple.getValueNode(), at);
      var first = entries.putIfAbsent(name, field);
      if (first != null) {
        field.rejectKey(
            "the key " + quote(name) + " a second time",
            "each key once; the first is in line " + first.keyPosition.line(),
            "");
      }
    }
    return Optional.of(new Section(this, entries, problems));
  }

  /** Reports the value. */
  public void reject(String expected) {
    reject(expected, "");
  }

  /** Reports the value, with what was probably meant. */
  public void reject(String expected, String suggestion) {
    reject(describe(), expected, suggestion);
  }

  /** Reports what was got, unless the field could not be read and that is known. */
  public void reject(String got, String expected, String suggestion) {
    if (!(node.getTag().equals(Tag.NULL) && problems.isUnreadable(path))) {
      var at = node.getTag().equals(Tag.NULL) ? keyPosition : Position.of(node.getStartMark());
      problems.add(at, path, got, expected, suggestion);
    }
  }

  /** Reports the key, not its value. */
  public void rejectKey(String got, String expected, String suggestion) {
    problems.add(keyPosition, path, got, expected, suggestion);
  }

  /** Warns of the key. */
  public void warn(String got, String expected) {
    problems.warn(keyPosition, path, got, expected, "");
  }

  /**
   * Reports a name that is none of the known ones, with the nearest of them.
   *
   * @param got what stands there, in words
   * @param kind what the known names are names of, in the plural
   */
  public void rejectName(String got, String name, String kind, Collection<String> known) {
    var some = known.stream().limit(NAMES_SHOWN_MAX).toList();
    boolean isCheap = !problems.isFull() && known.size() <= NAMES_COMPARED_MAX;
    reject(
        got,
        known.isEmpty()
            ? "one of the " + kind + ", of which there are none"
            : "one of the "
                + kind
                + " "
                + String.join(", ", some)
                + (known.size() > NAMES_SHOWN_MAX ? ", …" : ""),
        isCheap ? NearestName.of(name, known) : "");
  }

  /** Whether the YAML of a path could not be read. */
  public boolean isUnreadable(String otherPath) {
    return problems.isUnreadable(otherPath);
  }

  /** What stands there, in words; long texts are cut. */
  public String describe() {
    if (isList()) {
      return "a list";
    }
    if (isMapping()) {
      return "a mapping";
    }
    if (!isScalar()) {
      return "a value tagged " + abbreviate(node.getTag().getValue());
    }
    return isTextual() ? quote(raw()) : raw().isBlank() ? "nothing" : abbreviate(raw());
  }

  /** A text in quotes, cut where it is long. */
  public static String quote(String text) {
    return "\"" + abbreviate(text) + "\"";
  }

  private static String abbreviate(String text) {
    return text.codePointCount(0, text.length()) > QUOTE_MAX
        ? text.substring(0, text.offsetByCodePoints(0, QUOTE_MAX)) + "…"
        : text;
  }

  /** Whether it is a text: in quotes, or plain and nothing else. */
  public boolean isTextual() {
    return node.getTag().equals(Tag.STR);
  }

  private boolean isNumber() {
    return node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT);
  }

  private boolean isScalar() {
    return node instanceof ScalarNode
        && (isTextual()
            || isNumber()
            || node.getTag().equals(Tag.BOOL)
            || node.getTag().equals(Tag.NULL));
  }
}
