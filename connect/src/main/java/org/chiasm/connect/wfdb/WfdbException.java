package org.chiasm.connect.wfdb;

import org.chiasm.DataIssue;

/**
 * That a WFDB file cannot be read, with what kind of problem it is. The message says where, what
 * was got and what was expected, without patient data.
 */
public final class WfdbException extends Exception {
  private static final long serialVersionUID = 1L;

  private final DataIssue.Kind kind;

  /** A problem of a kind. */
  public WfdbException(DataIssue.Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** What is wrong. */
  public DataIssue.Kind kind() {
    return kind;
  }

  static WfdbException malformed(String message) {
    return new WfdbException(DataIssue.Kind.MALFORMED, message);
  }

  static WfdbException truncated(String message) {
    return new WfdbException(DataIssue.Kind.TRUNCATED, message);
  }

  static WfdbException unsupported(String message) {
    return new WfdbException(DataIssue.Kind.UNSUPPORTED, message);
  }

  static WfdbException unreadable(String message) {
    return new WfdbException(DataIssue.Kind.UNREADABLE, message);
  }
}
