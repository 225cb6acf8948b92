package org.chiasm.connect.deidentify;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How many elements met which fate; no values. Not safe for several threads. */
public final class ActionCounts {
  private final Map<Action, Long> counts = new TreeMap<>();

  /** What can become of an element. */
  public enum Action {
    KEPT,
    /** Removed as the profile's table says. */
    REMOVED,
    /** A vendor's. */
    PRIVATE_REMOVED,
    /** Not in the standard's dictionary, or written as the standard does not. */
    UNKNOWN_REMOVED,
    /** Words that neither table nor list names. */
    TEXT_REMOVED,
    /** It held an identifying value of the instance. */
    IDENTIFYING_VALUE_REMOVED,
    GRAPHICS_REMOVED,
    EMPTIED,
    REPLACED_BY_DUMMY,
    PSEUDONYM,
    UID_REPLACED,
    DATE_SHIFTED,
    DESCRIPTION_CLEANED
  }

  void add(Action action) {
    counts.merge(action, 1L, Long::sum);
  }

  /** Adds those of another instance. */
  public void addAll(ActionCounts other) {
    other.counts.forEach((action, count) -> counts.merge(action, count, Long::sum));
  }

  /** Lower-case name of each action to its count, in the order of {@link Action}. */
  public Map<String, Long> byName() {
    var named = new LinkedHashMap<String, Long>();
    counts.forEach((action, count) -> named.put(action.name().toLowerCase(Locale.ROOT), count));
    return named;
  }
}
