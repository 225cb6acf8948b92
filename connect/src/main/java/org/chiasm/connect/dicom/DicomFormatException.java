package org.chiasm.connect.dicom;

import static java.util.Objects.requireNonNull;

import org.chiasm.DataIssue;

/**
 * That bytes cannot be read as DICOM. The message says what was got, what was expected and at which
 * byte, and never carries patient data.
 */
public final class DicomFormatException extends Exception {
  private final DataIssue.Kind kind;
  private final long offset;

  /**
   * A refusal.
   *
   * @param offset bytes from the start of the file; of the inflated data set in a deflated one
   * @param message what was got and what was expected
   */
  public DicomFormatException(DataIssue.Kind kind, long offset, String message) {
    super(message);
    this.kind = requireNonNull(kind, "kind");
    this.offset = offset;
  }

  /** What is wrong, as a set-aside thing is counted. */
  public DataIssue.Kind kind() {
    return kind;
  }

  /** Where, in bytes. */
  public long offset() {
    return offset;
  }
}
