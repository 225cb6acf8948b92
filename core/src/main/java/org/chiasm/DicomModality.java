package org.chiasm;

import static java.util.Objects.requireNonNull;

/**
 * The kind of equipment that acquired an image series, such as {@code CT} or {@code DX} (DICOM
 * PS3.3 C.7.3.1.1.1, attribute Modality (0008,0060)).
 *
 * @param code the defined term, upper case, never blank
 */
public record DicomModality(String code) implements Comparable<DicomModality> {
  /**
   * Checks that the code is a CS value.
   *
   * @throws IllegalArgumentException if {@code code} is blank or longer than 16 characters
   */
  public DicomModality {
    requireNonNull(code, "code");
    if (code.isBlank() || code.length() > 16) {
      throw new IllegalArgumentException(
          "DicomModality must be 1 to 16 characters, got " + code.length());
    }
  }

  @Override
  public int compareTo(DicomModality other) {
    return code.compareTo(other.code);
  }

  @Override
  public String toString() {
    return code;
  }
}
