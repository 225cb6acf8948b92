package org.chiasm.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.chiasm.app.pipeline.OutputFolder;
import org.chiasm.app.pipeline.SummaryFile;
import org.chiasm.app.terminal.StandardOutput;
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

  @Option(
      names = "--json",
      description = "Print one JSON document on standard output, and nothing else there.")
  private boolean json;

  OutputFolder folder() {
    return new OutputFolder(out);
  }

  /** Prints the summary where it was asked for. */
  void printSummary() throws IOException {
    if (json) {
      StandardOutput.print(SummaryFile.open(folder()).text());
    }
  }
}
