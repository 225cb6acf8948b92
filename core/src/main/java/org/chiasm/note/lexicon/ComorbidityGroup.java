package org.chiasm.note.lexicon;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import org.chiasm.Code;

/**
 * A group of conditions that a study can ask for, such as those of the Charlson and Elixhauser
 * indices (Quan et al. 2005, doi:10.1097/01.mlr.0000182534.19832.83).
 *
 * @param name file-name safe, such as {@code renal_disease}
 * @param index the index it belongs to, such as {@code charlson}; {@code state} for what belongs to
 *     none, or {@code query} for a name that only stands for others
 * @param members the groups whose codes answer to the name: itself, unless it is only a query, and
 *     those it includes
 * @param written the groups whose words answer to the name: the members, and those of another index
 *     that mean the same in words though not in every code
 * @param alias the one of those that means the same in words, or empty
 * @param code the SNOMED CT concept of the group, or else its first ICD-10 code
 * @param label for people
 */
public record ComorbidityGroup(
    String name,
    String index,
    Set<String> members,
    Set<String> written,
    String alias,
    Code code,
    String label) {
  /** Copies the members. */
  public ComorbidityGroup {
    requireNonNull(name, "name");
    requireNonNull(index, "index");
    members = Set.copyOf(members);
    written = Set.copyOf(written);
    requireNonNull(alias, "alias");
    requireNonNull(code, "code");
    requireNonNull(label, "label");
  }

  /** Whether to deny the other group is to deny this one: it is itself, not a part of it. */
  public boolean isDeniedWith(String other) {
    return other.equals(name) || other.equals(alias);
  }
}
