package org.chiasm.connect.scp;

import static java.util.Objects.requireNonNull;

import org.chiasm.DataIssue;

/** That an SCP-ECG file cannot be read; the message says where and why, without patient data. */
public final class ScpException extends Exception {
  private static final long serialVersionUID = 1L;

  private final DataIssue.Kind kind;

  ScpException(DataIssue.Kind kind, String message) {
    super(requireNonNull(message, "message"));
    this.kind = requireNonNull(kind, "kind");
  }

  /** What is wrong. */
  public DataIssue.Kind kind() {
    return kind;
  }

  static ScpException malformed(String message) {
    return new ScpException(DataIssue.Kind.MALFORMED, message);
  }

  static ScpException truncated(String message) {
    return new ScpException(DataIssue.Kind.TRUNCATED, message);
  }

  static ScpException unsupported(String message) {
    return new ScpException(DataIssue.Kind.UNSUPPORTED, message);
  }
}
