package org.chiasm.connect.slide;

import java.util.Objects;

/** Why a slide, or a region of it, cannot be read; the message has no patient data. */
public final class SlideException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With a reason. */
  public SlideException(String reason) {
    super(reason);
  }

  /** What cannot be read and why. */
  public String reason() {
    return Objects.toString(getMessage(), "unreadable");
  }
}
