package org.chiasm.connect.jpeg;

import jj2000.j2k.util.MsgLogger;

/** Notes whether something was wrong for the JPEG 2000 decoder, which goes on after damage. */
final class Complaints implements MsgLogger {
  private boolean any;

  /** Whether there was one. */
  boolean isAny() {
    return any;
  }

  @Override
  public void printmsg(int severity, String message) {
    any |= severity >= WARNING;
  }

  @Override
  public void println(String text, int flindent, int indent) {}

  @Override
  public void flush() {}
}
