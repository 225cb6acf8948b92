package org.chiasm.connect.recording;

import static java.util.Objects.requireNonNull;

import org.chiasm.DataIssue;

/**
 * That a file gives no electrocardiogram, with what kind of problem it is. The message says where,
 * what was got and what was expected, without patient data.
 */
public final class EcgFileException extends Exception {
  private static final long serialVersionUID = 1L;

  private final DataIssue.Kind kind;

  /** A problem of a kind. */
  public EcgFileException(DataIssue.Kind kind, String message) {
    super(message);
    this.kind = requireNonNull(kind, "kind");
  }

  /** What is wrong. */
  public DataIssue.Kind kind() {
    return kind;
  }

  /** The reason, never empty. */
  public String reason() {
    return String.valueOf(getMessage());
  }

  /** Not the format it claims to be. */
  public static EcgFileException malformed(String message) {
    return new EcgFileException(DataIssue.Kind.MALFORMED, message);
  }

  /** Ends before it should. */
  public static EcgFileException truncated(String message) {
    return new EcgFileException(DataIssue.Kind.TRUNCATED, message);
  }

  /** Valid, and of a sort that is not read. */
  public static EcgFileException unsupported(String message) {
    return new EcgFileException(DataIssue.Kind.UNSUPPORTED, message);
  }

  /** Cannot be read from its medium, or is not what was read before. */
  public static EcgFileException unreadable(String message) {
    return new EcgFileException(DataIssue.Kind.UNREADABLE, message);
  }
}
