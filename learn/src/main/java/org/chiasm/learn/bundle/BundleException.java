package org.chiasm.learn.bundle;

import java.io.IOException;

/** A model folder that is not whole: a file is absent, altered or not what it should be. */
public final class BundleException extends IOException {
  /** An exception that says where, what was got and what was expected. */
  public BundleException(String message) {
    super(message);
  }

  /** The same, with what led to it. */
  public BundleException(String message, Throwable cause) {
    super(message, cause);
  }
}
