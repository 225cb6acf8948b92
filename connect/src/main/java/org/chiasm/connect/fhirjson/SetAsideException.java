package org.chiasm.connect.fhirjson;

import org.chiasm.DataIssue;

/**
 * That a resource, or a part of one, cannot become a fact; whoever reads the resource turns it into
 * a {@link DataIssue}. The detail names elements, never their content.
 */
public final class SetAsideException extends Exception {
  private static final long serialVersionUID = 1L;

  private final DataIssue.Kind kind;
  private final String detail;

  /**
   * A problem of a kind.
   *
   * @param detail names elements, never their content
   */
  public SetAsideException(DataIssue.Kind kind, String detail) {
    super(detail, null, false, false);
    this.kind = kind;
    this.detail = detail;
  }

  /** Not what FHIR says. */
  public static SetAsideException malformed(String detail) {
    return new SetAsideException(DataIssue.Kind.MALFORMED, detail);
  }

  /** Valid, and of a sort that is not read. */
  public static SetAsideException unsupported(String detail) {
    return new SetAsideException(DataIssue.Kind.UNSUPPORTED, detail);
  }

  /** What is wrong. */
  public DataIssue.Kind kind() {
    return kind;
  }

  /** In words, without patient data. */
  public String detail() {
    return detail;
  }
}
