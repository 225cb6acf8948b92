package org.chiasm.connect.fhir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object of a resource, with getters that ask for a type (FHIR R4 JSON representation). A
 * child of another type than asked for is refused with the names of the elements and without their
 * content; a JSON null counts as absent.
 */
final class Element {
  private final String name;
  private String[] names = new String[8];
  private Object[] values = new Object[8];
  private int size;
  private boolean hasDuplicate;

  /**
   * An object without children yet.
   *
   * @param name the element it stands under, empty for a resource
   */
  Element(String name) {
    this.name = name;
  }

  /**
   * Adds a child.
   *
   * @param value a String, Double, Boolean, Element or a List of these
   */
  void add(String child, Object value) {
    if (find(child) != null) {
      hasDuplicate = true;
    }
    if (size == names.length) {
      names = Arrays.copyOf(names, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    names[size] = child;
    values[size++] = value;
  }

  void markDuplicate() {
    hasDuplicate = true;
  }

  /** Whether a child was given twice, here or further down; which of the two holds is unknown. */
  boolean hasDuplicate() {
    return hasDuplicate;
  }

  boolean has(String child) {
    return find(child) != null;
  }

  /** The text of a child, empty where absent or blank. */
  String string(String child) throws SetAsideException {
    return switch (find(child)) {
      case null -> "";
      case String text -> text.isBlank() ? "" : text;
      case Object other -> throw wrongType(child, "a string", other);
    };
  }

  /** The number of a child, null where absent; infinite where it is too large for a double. */
  @Nullable Double number(String child) throws SetAsideException {
    return switch (find(child)) {
      case null -> null;
      case Double number -> number;
      case Object other -> throw wrongType(child, "a number", other);
    };
  }

  /** The truth value of a child, null where absent. */
  @Nullable Boolean bool(String child) throws SetAsideException {
    return switch (find(child)) {
      case null -> null;
      case Boolean truth -> truth;
      case Object other -> throw wrongType(child, "true or false", other);
    };
  }

  /** The object of a child, null where absent. */
  @Nullable Element element(String child) throws SetAsideException {
    return switch (find(child)) {
      case null -> null;
      case Element element -> element;
      case Object other -> throw wrongType(child, "an object", other);
    };
  }

  /** The object of a child, one without children where absent. */
  Element elementOrEmpty(String child) throws SetAsideException {
    var element = element(child);
    return element == null ? new Element(child) : element;
  }

  /** The objects of a repeating child, none where absent. */
  List<Element> elements(String child) throws SetAsideException {
    var found = new ArrayList<Element>();
    for (var each : list(child)) {
      if (!(each instanceof Element element)) {
        throw wrongType(child, "an array of objects", each);
      }
      found.add(element);
    }
    return found;
  }

  /** The texts of a repeating child without blank ones, none where absent. */
  List<String> strings(String child) throws SetAsideException {
    var found = new ArrayList<String>();
    for (var each : list(child)) {
      if (!(each instanceof String text)) {
        throw wrongType(child, "an array of strings", each);
      }
      if (!text.isBlank()) {
        found.add(text);
      }
    }
    return found;
  }

  /**
   * The name of the one child that gives a choice element, such as {@code valueQuantity} for {@code
   * value}; null where there is none.
   */
  @Nullable String choice(String prefix) throws SetAsideException {
    String chosen = null;
    for (int i = 0; i < size; i++) {
      var child = names[i];
      if (child.length() > prefix.length()
          && child.startsWith(prefix)
          && Character.isUpperCase(child.charAt(prefix.length()))) {
        if (chosen != null) {
          throw SetAsideException.malformed(path(prefix) + "[x] is given in two types");
        }
        chosen = child;
      }
    }
    return chosen;
  }

  private List<?> list(String child) throws SetAsideException {
    return switch (find(child)) {
      case null -> List.of();
      case List<?> list -> list;
      case Object other -> throw wrongType(child, "an array", other);
    };
  }

  private @Nullable Object find(String child) {
    for (int i = 0; i < size; i++) {
      if (names[i].equals(child)) {
        return values[i];
      }
    }
    return null;
  }

  private String path(String child) {
    return name.isEmpty() ? child : name + "." + child;
  }

  private SetAsideException wrongType(String child, String expected, Object got) {
    String type =
        switch (got) {
          case String _ -> "a string";
          case Double _ -> "a number";
          case Boolean _ -> "true or false";
          case Element _ -> "an object";
          default -> "an array";
        };
    return SetAsideException.malformed(
        "Element " + path(child) + " should be " + expected + ", got " + type);
  }
}
