package org.chiasm.connect.fhir;

import org.chiasm.DataIssue;

/**
 * That a resource, or a part of one, cannot become a fact. It never leaves the package: whoever
 * reads the resource turns it into a {@link DataIssue}. The detail names elements, never their
 * content.
 */
final class SetAsideException extends Exception {
  private static final long serialVersionUID = 1L;

  private final DataIssue.Kind kind;
  private final String detail;

  SetAsideException(DataIssue.Kind kind, String detail) {
    super(detail, null, false, false);
    this.kind = kind;
    this.detail = detail;
  }

  static SetAsideException malformed(String detail) {
    return new SetAsideException(DataIssue.Kind.MALFORMED, detail);
  }

  static SetAsideException unsupported(String detail) {
    return new SetAsideException(DataIssue.Kind.UNSUPPORTED, detail);
  }

  DataIssue.Kind kind() {
    return kind;
  }

  String detail() {
    return detail;
  }
}
