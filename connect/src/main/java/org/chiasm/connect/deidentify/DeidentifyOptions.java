package org.chiasm.connect.deidentify;

/**
 * What may stay beyond the basic profile.
 *
 * @param keepDescriptors descriptions as typed, rather than their known words only
 * @param keepPatientCharacteristics sex, age (90 and above as 90), size, weight and the like
 *     (Retain Patient Characteristics Option)
 * @param allowBurnedIn pixels in which words seem to be painted
 */
public record DeidentifyOptions(
    boolean keepDescriptors, boolean keepPatientCharacteristics, boolean allowBurnedIn) {
  /** Nothing beyond the profile. */
  public static final DeidentifyOptions STRICT = new DeidentifyOptions(false, false, false);
}
