package org.chiasm.app.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What a command left behind, run in this process as a shell would run it. */
record CommandResult(int exitCode, String out, String err) {
  static CommandResult of(String... arguments) {
    var outBytes = new ByteArrayOutputStream();
    var errBytes = new ByteArrayOutputStream();
    PrintStream outBefore = System.out;
    PrintStream errBefore = System.err;
    int exitCode;
    try {
      System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
      exitCode = Chiasm.run(arguments);
    } finally {
      System.setOut(outBefore);
      System.setErr(errBefore);
    }
    return new CommandResult(
        exitCode,
        outBytes.toString(StandardCharsets.UTF_8),
        errBytes.toString(StandardCharsets.UTF_8));
  }

  /** Everything a person at the terminal would see. */
  String words() {
    return out + err;
  }
}
