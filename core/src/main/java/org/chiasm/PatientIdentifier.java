package org.chiasm;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * One identifier of a patient as a feed gives it, with who gave it out. Two are the same only if
 * both halves are; a bare value is never compared.
 *
 * <p>{@link #toString} does not show the value: identifiers are PHI and must not reach a log.
 *
 * @param authority who gave it out
 * @param value as in the feed, without surrounding white space, never blank
 */
public record PatientIdentifier(AssigningAuthority authority, String value)
    implements Comparable<PatientIdentifier> {
  private static final Comparator<PatientIdentifier> ORDER =
      Comparator.comparing(PatientIdentifier::authority).thenComparing(PatientIdentifier::value);

  /**
   * Strips white space.
   *
   * @throws IllegalArgumentException if {@code value} is blank
   */
  public PatientIdentifier {
    requireNonNull(authority, "authority");
    value = requireNonNull(value, "value").strip();
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          "PatientIdentifier of " + authority + " has a blank value");
    }
  }

  @Override
  public int compareTo(PatientIdentifier other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return "PatientIdentifier[" + authority + ", value withheld]";
  }
}
