package org.chiasm;

import java.util.Map;

/**
 * The short names of the code systems that studies and records speak of, and the URIs and OIDs by
 * which feeds name them (FHIR R4 4.3, HL7 OID registry).
 */
public final class CodeSystems {
  public static final String LOINC = "LOINC";
  public static final String SNOMED = "SNOMED";
  public static final String ICD10 = "ICD10";
  public static final String ICD10CM = "ICD10CM";
  public static final String ICD10GM = "ICD10GM";
  public static final String ICD9CM = "ICD9CM";
  public static final String RXNORM = "RxNorm";
  public static final String ATC = "ATC";

  /** Facts whose feed gave words but no code; the value is the words. */
  public static final String TEXT = "TEXT";

  private static final Map<String, String> SHORT_NAME =
      Map.ofEntries(
          Map.entry("http://loinc.org", LOINC),
          Map.entry("urn:oid:2.16.840.1.113883.6.1", LOINC),
          Map.entry("LN", LOINC),
          Map.entry("http://snomed.info/sct", SNOMED),
          Map.entry("urn:oid:2.16.840.1.113883.6.96", SNOMED),
          Map.entry("SCT", SNOMED),
          Map.entry("http://hl7.org/fhir/sid/icd-10", ICD10),
          Map.entry("http://hl7.org/fhir/sid/icd-10-cm", ICD10CM),
          Map.entry("urn:oid:2.16.840.1.113883.6.90", ICD10CM),
          Map.entry("http://fhir.de/CodeSystem/bfarm/icd-10-gm", ICD10GM),
          Map.entry("http://fhir.de/CodeSystem/dimdi/icd-10-gm", ICD10GM),
          Map.entry("http://hl7.org/fhir/sid/icd-9-cm", ICD9CM),
          Map.entry("urn:oid:2.16.840.1.113883.6.103", ICD9CM),
          Map.entry("http://www.nlm.nih.gov/research/umls/rxnorm", RXNORM),
          Map.entry("http://www.whocc.no/atc", ATC));

  private CodeSystems() {}

  /** The short name of a system, or {@code uri} itself for a system that has none. */
  public static String shortName(String uri) {
    return SHORT_NAME.getOrDefault(uri.strip(), uri.strip());
  }
}
