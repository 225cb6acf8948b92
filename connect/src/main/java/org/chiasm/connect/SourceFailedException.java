package org.chiasm.connect;

/**
 * That a feed as a whole cannot be read: the folder is not there, is empty, or holds nothing of the
 * kind. The message says what, where and what to do, without patient data.
 */
public final class SourceFailedException extends Exception {
  /** A failure without a deeper cause. */
  public SourceFailedException(String message) {
    super(message);
  }

  /** A failure with its cause. */
  public SourceFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
