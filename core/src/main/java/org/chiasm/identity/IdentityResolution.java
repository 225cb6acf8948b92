package org.chiasm.identity;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.chiasm.DataIssue;
import org.chiasm.PatientIdentifier;

/** Which identifiers are one subject, which are quarantined, and why. Immutable. */
public final class IdentityResolution {
  private static final SubjectLink UNKNOWN = new SubjectLink.Unknown();

  private final SortedMap<PatientIdentifier, SubjectLink> links;
  private final int subjects;
  private final List<DataIssue> conflicts;

  IdentityResolution(
      SortedMap<PatientIdentifier, SubjectLink> links, int subjects, List<DataIssue> conflicts) {
    this.links = Collections.unmodifiableSortedMap(new TreeMap<>(links));
    this.subjects = subjects;
    this.conflicts = List.copyOf(conflicts);
  }

  /** Whose the identifier is. */
  public SubjectLink subjectOf(PatientIdentifier identifier) {
    return links.getOrDefault(identifier, UNKNOWN);
  }

  /** Every identifier that is linked or quarantined, ascending. */
  public SortedMap<PatientIdentifier, SubjectLink> links() {
    return links;
  }

  /** How many subjects there are. */
  public int subjectCount() {
    return subjects;
  }

  /** How many identifiers are quarantined. */
  public int quarantinedCount() {
    return (int) links.values().stream().filter(SubjectLink.Quarantined.class::isInstance).count();
  }

  /** One issue for each quarantined identifier, without any identifier's value, sorted. */
  public List<DataIssue> conflicts() {
    return conflicts;
  }
}
