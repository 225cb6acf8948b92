package org.chiasm.note;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * A group of conditions that a study can ask for, such as those of the Charlson index (Quan et al.
 * 2005, doi:10.1097/01.mlr.0000182534.19832.83).
 *
 * @param name file-name safe, such as {@code renal_disease}
 * @param index the index it belongs to, such as {@code charlson}, or {@code query} for a name that
 *     only stands for others
 * @param members the groups that answer to the name: itself, unless it is only a query, and those
 *     it includes
 * @param label for people
 */
public record ComorbidityGroup(String name, String index, Set<String> members, String label) {
  /** Copies the members. */
  public ComorbidityGroup {
    requireNonNull(name, "name");
    requireNonNull(index, "index");
    members = Set.copyOf(members);
    requireNonNull(label, "label");
  }
}
