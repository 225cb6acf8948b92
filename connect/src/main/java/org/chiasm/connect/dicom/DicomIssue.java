package org.chiasm.connect.dicom;

import static java.util.Objects.requireNonNull;

import org.chiasm.DataIssue;

/**
 * One way in which a file departs from the standard and was read nevertheless. Carries no patient
 * data.
 *
 * @param kind what is wrong
 * @param offset bytes from the start of the file; of the inflated data set in a deflated one
 * @param detail what was got and what was made of it
 */
public record DicomIssue(DataIssue.Kind kind, long offset, String detail) {
  /** Checks that nothing is missing. */
  public DicomIssue {
    requireNonNull(kind, "kind");
    requireNonNull(detail, "detail");
  }
}
