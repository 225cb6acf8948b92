package org.chiasm.app.cli;

import java.nio.file.Files;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.app.terminal.ExitCode;
import org.chiasm.app.terminal.Terminal;
import org.chiasm.connect.store.RecordReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Who is who in a record. */
@Command(
    name = "link",
    header = "Says who is who, and which identifiers are quarantined.",
    mixinStandardHelpOptions = true,
    description =
        "Says how the identifiers of a record were linked, and which are quarantined because "
            + "two different persons seem to bear them. Linking itself is part of chiasm ingest.",
    footer = {
      "",
      "Example:",
      "  chiasm link --out out",
      "",
      "Exit codes: 0 done, 2 wrong use, 4 a limit was hit, 70 a bug."
    })
final class LinkCommand implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws Exception {
    var folder = output.folder();
    if (!Files.isDirectory(folder.record())) {
      throw new WrongUseException(
          "no record at " + folder.record() + "; run chiasm ingest with the same --out first");
    }
    var terminal = Terminal.ofProcess();
    try (var record = RecordReader.open(folder.record());
        var conflicts = record.identityConflicts()) {
      var summary = record.summary();
      terminal.say(
          String.format(
              Locale.ROOT,
              "%,d identifiers belong to %,d subjects; %,d are quarantined",
              summary.identifiers(),
              summary.subjects(),
              summary.quarantined()));
      conflicts.forEach(
          conflict -> terminal.say("  " + conflict.position() + ": " + conflict.detail()));
    }
    output.printSummary();
    return ExitCode.DONE;
  }
}
