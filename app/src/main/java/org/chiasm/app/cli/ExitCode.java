package org.chiasm.app.cli;

/** What the process tells its caller when it ends; scripts rely on these numbers. */
final class ExitCode {
  /** Done. */
  static final int DONE = 0;

  /** Wrong use, or a wrong study or site file. */
  static final int WRONG_USE = 2;

  /** A feed could not be read. */
  static final int SOURCE_FAILED = 3;

  /** A limit was hit: memory, disk, or a stated bound. */
  static final int LIMIT = 4;

  /** A bug. */
  static final int BUG = 70;

  private ExitCode() {}
}
