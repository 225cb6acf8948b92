package org.chiasm.connect.dicomdictionary;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How a data set and its pixels are written as bytes (DICOM PS3.5 clause 10, Annex A; PS3.6 Annex
 * A).
 *
 * @param uid as in (0002,0010)
 * @param name of the registry; {@code unregistered transfer syntax} where it is in none
 * @param encoding how the data set is written
 */
public record TransferSyntax(String uid, String name, Encoding encoding) {
  /** How data sets can be written. */
  public enum Encoding {
    /** Implicit VR, little endian. */
    IMPLICIT,
    /** Explicit VR, little endian, pixels as they are. */
    EXPLICIT,
    /** Explicit VR, big endian, pixels as they are (retired). */
    BIG_ENDIAN,
    /** As {@link #EXPLICIT}, and the whole data set deflated (RFC 1951). */
    DEFLATED,
    /** Explicit VR, little endian, pixels in fragments. */
    ENCAPSULATED
  }

  private static final String KIND = "SYNTAX_";
  private static final String UNREGISTERED = "unregistered transfer syntax";

  public static final TransferSyntax IMPLICIT_VR_LITTLE_ENDIAN = of("1.2.840.10008.1.2");
  public static final TransferSyntax EXPLICIT_VR_LITTLE_ENDIAN = of("1.2.840.10008.1.2.1");
  public static final TransferSyntax DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN =
      of("1.2.840.10008.1.2.1.99");
  public static final TransferSyntax EXPLICIT_VR_BIG_ENDIAN = of("1.2.840.10008.1.2.2");
  public static final TransferSyntax JPEG_BASELINE_8_BIT = of("1.2.840.10008.1.2.4.50");
  public static final TransferSyntax RLE_LOSSLESS = of("1.2.840.10008.1.2.5");

  /** Checks that nothing is missing. */
  public TransferSyntax {
    requireNonNull(uid, "uid");
    requireNonNull(name, "name");
    requireNonNull(encoding, "encoding");
  }

  /** The registered syntax with this UID. */
  public static Optional<TransferSyntax> registered(String uid) {
    return UidRegistry.entry(uid)
        .filter(entry -> entry.kind().startsWith(KIND))
        .map(
            entry ->
                new TransferSyntax(
                    uid, entry.name(), Encoding.valueOf(entry.kind().substring(KIND.length()))));
  }

  /**
   * The syntax with this UID; one that is not registered counts as encapsulated, which is how PS3.5
   * A.4 has every compressed one write its data sets.
   */
  public static TransferSyntax of(String uid) {
    return registered(uid)
        .orElseGet(() -> new TransferSyntax(uid, UNREGISTERED, Encoding.ENCAPSULATED));
  }

  /** Whether pixels lie in fragments. */
  public boolean isEncapsulated() {
    return encoding == Encoding.ENCAPSULATED;
  }

  /** Whether the data set is deflated. */
  public boolean isDeflated() {
    return encoding == Encoding.DEFLATED;
  }

  @Override
  public String toString() {
    return name;
  }
}
