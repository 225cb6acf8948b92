package org.chiasm.connect.pixel;

import org.chiasm.DataIssue;

/** That a frame cannot be decoded; stays inside this package. */
final class PixelFormatException extends Exception {
  private static final long serialVersionUID = 1;

  private final DataIssue.Kind kind;
  private final String reason;

  PixelFormatException(DataIssue.Kind kind, String message) {
    super(message);
    this.kind = kind;
    this.reason = message;
  }

  String reason() {
    return reason;
  }

  DataIssue.Kind kind() {
    return kind;
  }

  static PixelFormatException truncated(String message) {
    return new PixelFormatException(DataIssue.Kind.TRUNCATED, message);
  }

  static PixelFormatException malformed(String message) {
    return new PixelFormatException(DataIssue.Kind.MALFORMED, message);
  }

  static PixelFormatException unsupported(String message) {
    return new PixelFormatException(DataIssue.Kind.UNSUPPORTED, message);
  }
}
