package org.chiasm.study;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.chiasm.Code;
import org.chiasm.EventCode;

/**
 * The codes a concept stands for, ready to be asked about many facts. A value that ends in {@code
 * *} stands for every code of its system that begins so.
 */
public final class CodeSet {
  private final Set<Code> exact = new HashSet<>();
  private final List<Code> prefixes = new ArrayList<>();

  /** A set of these codes. */
  public CodeSet(Collection<Code> codes) {
    for (var code : codes) {
      if (code.value().endsWith("*")) {
        prefixes.add(code);
      } else {
        exact.add(code);
      }
    }
  }

  /** Whether the code is one of them. */
  public boolean contains(Code code) {
    if (exact.contains(code)) {
      return true;
    }
    for (var prefix : prefixes) {
      if (prefix.system().equals(code.system())
          && code.value().startsWith(prefix.value().substring(0, prefix.value().length() - 1))) {
        return true;
      }
    }
    return false;
  }

  /** Whether the primary code or a translation is one of them. */
  public boolean matches(EventCode code) {
    if (contains(code.primary())) {
      return true;
    }
    for (var translation : code.translations()) {
      if (contains(translation)) {
        return true;
      }
    }
    return false;
  }
}
