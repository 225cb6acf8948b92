package org.chiasm.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.chiasm.app.files.OutputFolder;
import org.chiasm.app.files.SummaryFile;
import org.chiasm.app.terminal.JsonOption;
import org.chiasm.app.terminal.StandardOutput;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where results go. */
final class OutputOptions {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description =
          "The folder of the run: record/, rows.parquet, model/, summary.json, report.html.")
  private Path out = Path.of("out");

  @Mixin private JsonOption json = new JsonOption();

  OutputFolder folder() {
    return new OutputFolder(out);
  }

  /** Prints the summary where it was asked for. */
  void printSummary() throws IOException {
    if (json.given()) {
      StandardOutput.print(SummaryFile.open(folder()).text());
    }
  }
}
