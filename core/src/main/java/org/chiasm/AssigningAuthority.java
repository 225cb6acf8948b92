package org.chiasm;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * Who gives out an identifier: the half of a patient identifier without which the other half means
 * nothing (DICOM Issuer of Patient ID, HL7 CX.4, FHIR {@code Identifier.system}).
 *
 * <p>An OID is kept in one form, {@code urn:oid:1.2.3}, however a feed spells it; every other name
 * is kept as it came, without surrounding white space.
 *
 * @param uri the name, never blank
 */
public record AssigningAuthority(String uri) implements Comparable<AssigningAuthority> {
  private static final Pattern OID =
      Pattern.compile("(?:urn:oid:)?([0-2](?:\\.(?:0|[1-9][0-9]*))+)");

  /**
   * Normalises the name.
   *
   * @throws IllegalArgumentException if {@code uri} is blank
   */
  public AssigningAuthority {
    uri = requireNonNull(uri, "uri").strip();
    if (uri.isEmpty()) {
      throw new IllegalArgumentException("AssigningAuthority must not be blank");
    }
    var oid = OID.matcher(uri);
    if (oid.matches()) {
      uri = "urn:oid:" + oid.group(1);
    }
  }

  @Override
  public int compareTo(AssigningAuthority other) {
    return uri.compareTo(other.uri);
  }

  @Override
  public String toString() {
    return uri;
  }
}
