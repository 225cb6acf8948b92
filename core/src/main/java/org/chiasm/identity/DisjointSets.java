package org.chiasm.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A division of elements into sets that grow by joining (union–find). The smallest element stands
 * for its set, so that the result does not depend on the order of joining.
 */
final class DisjointSets<T extends Comparable<T>> {
  private final Map<T, T> parents = new HashMap<>();

  void add(T element) {
    parents.putIfAbsent(element, element);
  }

  void union(T one, T other) {
    T first = smallest(one);
    T second = smallest(other);
    if (first.compareTo(second) < 0) {
      parents.put(second, first);
    } else {
      parents.put(first, second);
    }
  }

  /** Every set, ordered by its smallest element. */
  List<NavigableSet<T>> sets() {
    var sets = new TreeMap<T, NavigableSet<T>>();
    for (var element : List.copyOf(parents.keySet())) {
      sets.computeIfAbsent(smallest(element), _ -> new TreeSet<>()).add(element);
    }
    return List.copyOf(sets.values());
  }

  private T smallest(T element) {
    add(element);
    T top = element;
    for (T above = parent(top); !above.equals(top); above = parent(top)) {
      top = above;
    }
    for (T step = element; !step.equals(top); ) {
      T next = parent(step);
      parents.put(step, top);
      step = next;
    }
    return top;
  }

  private T parent(T element) {
    return parents.getOrDefault(element, element);
  }
}
