package org.chiasm;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One thing read from a feed, as it is: nothing is joined, mapped or judged yet. A source hands out
 * exactly one item for everything it was given, so that what came in can be counted.
 */
public sealed interface SourceItem {
  /**
   * That identifiers belong to one person, as one document of the feed says: a FHIR Patient, the
   * patient module of a DICOM header.
   *
   * @param identifiers at least one, in feed order
   * @param demographics what the document says of the person
   * @param origin the document
   */
  record Registration(List<PatientIdentifier> identifiers, Demographics demographics, Origin origin)
      implements SourceItem {
    /**
     * Copies the identifiers.
     *
     * @throws IllegalArgumentException if there is no identifier
     */
    public Registration {
      identifiers = List.copyOf(identifiers);
      requireNonNull(demographics, "demographics");
      requireNonNull(origin, "origin");
      if (identifiers.isEmpty()) {
        throw new IllegalArgumentException("Registration " + origin + " has no identifier");
      }
    }
  }

  /**
   * A fact about whoever bears an identifier.
   *
   * @param patient the identifier by which the feed names the patient
   * @param event the fact
   */
  record Fact(PatientIdentifier patient, ClinicalEvent event) implements SourceItem {
    /** Checks that nothing is missing. */
    public Fact {
      requireNonNull(patient, "patient");
      requireNonNull(event, "event");
    }
  }

  /**
   * Something that could not become a fact.
   *
   * @param issue why
   */
  record SetAside(DataIssue issue) implements SourceItem {
    /** Checks that nothing is missing. */
    public SetAside {
      requireNonNull(issue, "issue");
    }
  }
}
