package org.chiasm.imaging.appearance;

/** Which part of the body an axial CT slice cuts, as far as air and bone tell. */
public enum SectionKind {
  /** Air-filled lungs inside the body's outline. */
  LUNGS("lungs"),
  /** A closed shell of bone under the skin, of a head's size. */
  SKULL("a skull"),
  /** A body section of a trunk's size with neither. */
  TRUNK("a trunk without lungs"),
  /** None of these, or no body. */
  OTHER("no section that can be named");

  private final String words;

  SectionKind(String words) {
    this.words = words;
  }

  /** In words, as the object of a sentence. */
  public String words() {
    return words;
  }
}
