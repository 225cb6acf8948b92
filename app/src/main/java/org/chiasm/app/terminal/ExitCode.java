package org.chiasm.app.terminal;

/** What the process tells its caller when it ends; scripts rely on these numbers. */
public final class ExitCode {
  /** Done. */
  public static final int DONE = 0;

  /** Wrong use, or a wrong study or site file. */
  public static final int WRONG_USE = 2;

  /** A feed could not be read. */
  public static final int SOURCE_FAILED = 3;

  /** A limit was hit: memory, disk, or a stated bound. */
  public static final int LIMIT = 4;

  /** A bug. */
  public static final int BUG = 70;

  private ExitCode() {}
}
