package org.chiasm.study.yaml;

import java.util.ArrayList;
import java.util.List;

/**
 * The keys a section may have.
 *
 * @param section what the section is, in words
 * @param required must be there
 * @param optional may be there
 */
public record Keys(String section, List<String> required, List<String> optional) {
  /** No keys yet. */
  public static Keys of(String section) {
    return new Keys(section, List.of(), List.of());
  }

  /** With these required ones. */
  public Keys require(String... names) {
    return new Keys(section, List.of(names), optional);
  }

  /** With these optional ones too. */
  public Keys allow(String... names) {
    return allow(List.of(names));
  }

  /** With these optional ones too. */
  public Keys allow(List<String> names) {
    var all = new ArrayList<>(optional);
    all.addAll(names);
    return new Keys(section, required, List.copyOf(all));
  }

  /** Required ones first. */
  public List<String> names() {
    var names = new ArrayList<>(required);
    names.addAll(optional);
    return names;
  }
}
