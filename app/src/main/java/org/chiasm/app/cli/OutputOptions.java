package org.chiasm.app.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.chiasm.app.pipeline.OutputFolder;
import org.chiasm.app.pipeline.SummaryFile;
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
      print(SummaryFile.open(folder()).text());
    }
  }

  static void print(String text) {
    var standardOutput = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    standardOutput.print(text);
    standardOutput.flush();
  }
}
