package org.chiasm.identity;

/** A part of the demographics in which two registrations of one identifier can contradict. */
public enum DemographicField {
  SEX("sex"),
  BIRTH_DATE("birth date"),
  FAMILY_NAME("family name");

  private final String words;

  DemographicField(String words) {
    this.words = words;
  }

  /** The field's name in a message. */
  public String words() {
    return words;
  }
}
