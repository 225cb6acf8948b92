package org.chiasm.app.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Objects;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.connect.SourceFailedException;
import org.chiasm.learn.bundle.BundleException;

/** Turns what ended a command into a message without a stack trace and an exit code. */
public final class Failures {
  private Failures() {}

  private static Throwable causeOf(UncheckedIOException unchecked) {
    var cause = unchecked.getCause();
    return cause == null ? new IOException("a file could not be used") : cause;
  }

  public static int exitCode(Throwable failure, Terminal terminal) {
    if (System.getenv("CHIASM_DEBUG") != null) {
      terminal.stackTrace(failure);
    }
    return switch (failure) {
      case WrongUseException wrong -> {
        wrong.problems().forEach(terminal::complain);
        yield ExitCode.WRONG_USE;
      }
      case SourceFailedException source -> {
        terminal.complain(Objects.toString(source.getMessage(), "a source failed"));
        yield ExitCode.SOURCE_FAILED;
      }
      case OutOfMemoryError _ -> {
        terminal.complain(
            "chiasm: out of memory; give more with CHIASM_JAVA_OPTIONS=-Xmx8g, or fewer subjects");
        yield ExitCode.LIMIT;
      }
      case UncheckedIOException unchecked -> exitCode(causeOf(unchecked), terminal);
      case BundleException bundle -> {
        terminal.complain("chiasm: " + bundle.getMessage());
        yield ExitCode.WRONG_USE;
      }
      case FileSystemException file -> {
        terminal.complain(
            "chiasm: cannot use "
                + file.getFile()
                + ": "
                + (file.getReason() == null
                    ? file.getClass().getSimpleName().replace("Exception", "")
                    : file.getReason()));
        yield ExitCode.LIMIT;
      }
      case IOException io -> {
        terminal.complain("chiasm: " + io.getMessage());
        yield ExitCode.LIMIT;
      }
      default -> {
        terminal.complain(
            "chiasm: this is a bug: "
                + failure.getClass().getSimpleName()
                + ". Run again with CHIASM_DEBUG=1 for the stack trace and report it, without"
                + " patient data.");
        yield ExitCode.BUG;
      }
    };
  }
}
