package org.chiasm.app.terminal;

import picocli.CommandLine.Option;

/** The option {@code --json} of every command that answers: a document for programs, or words. */
public final class JsonOption {
  @Option(
      names = "--json",
      description = "Print one JSON document on standard output, and nothing else there.")
  private boolean given;

  /** Whether a program is to read the answer. */
  public boolean given() {
    return given;
  }
}
