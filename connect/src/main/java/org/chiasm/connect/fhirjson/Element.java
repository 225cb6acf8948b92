package org.chiasm.connect.fhirjson;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object of a resource, with getters that ask for a type (FHIR R4 JSON representation). A
 * child of another type than asked for is refused with the names of the elements and without their
 * content; a JSON null counts as absent.
 */
public final class Element {
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
  public Element(String name) {
    this.name = name;
  }

  /**
   * Adds a child.
   *
   * @param value a String, Double, Boolean, Element or a List of these
   */
  public void add(String child, Object value) {
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

  /** Says that a child further down was given twice. */
  public void markDuplicate() {
    hasDuplicate = true;
  }

  /** Whether a child was given twice, here or further down; which of the two holds is unknown. */
  public boolean hasDuplicate() {
    return hasDuplicate;
  }

  /** Whether there is such a child, of whatever type. */
  public boolean has(String child) {
    return find(child) != null;
  }

  /** The text of a child, empty where absent or blank. */
  public String string(String child) throws SetAsideException {
    return switch (find(child)) {
      case null -> "";
      case String text -> text.isBlank() ? "" : text;
      case Object other -> throw wrongType(child, "a string", other);
    };
  }

  /** The number of a child, empty where absent; infinite where it is too large for a double. */
  public OptionalDouble number(String child) throws SetAsideException {
    return switch (find(child)) {
      case null -> OptionalDouble.empty();
      case Double number -> OptionalDouble.of(number);
      case Object other -> throw wrongType(child, "a number", other);
    };
  }

  /** The truth value of a child, empty where absent. */
  public Optional<Boolean> bool(String child) throws SetAsideException {
    return switch (find(child)) {
      case null -> Optional.empty();
      case Boolean truth -> Optional.of(truth);
      case Object other -> throw wrongType(child, "true or false", other);
    };
  }

  /** The object of a child, empty where absent. */
  public Optional<Element> element(String child) throws SetAsideException {
    return switch (find(child)) {
      case null -> Optional.empty();
      case Element element -> Optional.of(element);
      case Object other -> throw wrongType(child, "an object", other);
    };
  }

  /** The object of a child, one without children where absent. */
  public Element elementOrEmpty(String child) throws SetAsideException {
    return element(child).orElseGet(() -> new Element(child));
  }

  /** The objects of a repeating child, none where absent. */
  public List<Element> elements(String child) throws SetAsideException {
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
  public List<String> strings(String child) throws SetAsideException {
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
   * value}; empty where there is none.
   */
  public Optional<String> choice(String prefix) throws SetAsideException {
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
    return Optional.ofNullable(chosen);
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
