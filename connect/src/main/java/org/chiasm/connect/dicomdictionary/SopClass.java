package org.chiasm.connect.dicomdictionary;

import static java.util.Objects.requireNonNull;

/**
 * What kind of object a DICOM instance is (DICOM PS3.4 B.5, PS3.6 Annex A).
 *
 * @param uid as in (0008,0016)
 * @param name of the registry; {@code unregistered SOP class} where it is in none
 * @param kind what its instances hold
 */
public record SopClass(String uid, String name, Kind kind) {
  /** What instances can hold, as far as this system tells them apart. */
  public enum Kind {
    /** Pixels of a patient or a specimen. */
    IMAGE,
    /** A physiological signal. */
    WAVEFORM,
    /** The index of a medium (DICOMDIR). */
    DIRECTORY,
    /** A report, plan, annotation, presentation state or map. */
    OTHER,
    /** Not in the registry: private, or newer than it. */
    UNREGISTERED
  }

  /** Checks that nothing is missing. */
  public SopClass {
    requireNonNull(uid, "uid");
    requireNonNull(name, "name");
    requireNonNull(kind, "kind");
  }

  /** The SOP class with this UID. */
  public static SopClass of(String uid) {
    return UidRegistry.entry(uid)
        .filter(entry -> !entry.kind().startsWith("SYNTAX_"))
        .map(entry -> new SopClass(uid, entry.name(), Kind.valueOf(entry.kind())))
        .orElseGet(() -> new SopClass(uid, "unregistered SOP class", Kind.UNREGISTERED));
  }
}
