package org.chiasm.connect.jpeg;

/** That a stream is cut, damaged, or uses a process that is not decoded; the message says which. */
public final class JpegFormatException extends Exception {
  private static final long serialVersionUID = 1;

  private final Kind kind;
  private final String reason;

  /** What is wrong with a stream. */
  public enum Kind {
    /** It ends before its samples do. */
    TRUNCATED,
    /** It contradicts itself or the standard. */
    MALFORMED,
    /** It is valid, or may be, and not decoded here. */
    UNSUPPORTED
  }

  /** A refusal. */
  public JpegFormatException(Kind kind, String message) {
    super(message);
    this.kind = kind;
    this.reason = message;
  }

  /** What is wrong, in words. */
  public String reason() {
    return reason;
  }

  /** What sort of thing is wrong. */
  public Kind kind() {
    return kind;
  }

  static JpegFormatException malformed(String message) {
    return new JpegFormatException(Kind.MALFORMED, message);
  }

  static JpegFormatException truncated(String message) {
    return new JpegFormatException(Kind.TRUNCATED, message);
  }

  static JpegFormatException unsupported(String message) {
    return new JpegFormatException(Kind.UNSUPPORTED, message);
  }
}
