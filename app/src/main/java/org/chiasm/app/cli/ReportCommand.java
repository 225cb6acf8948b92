package org.chiasm.app.cli;

import java.util.concurrent.Callable;
import org.chiasm.app.report.ReportPage;
import org.chiasm.app.terminal.ExitCode;
import org.chiasm.app.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Summary to report. */
@Command(
    name = "report",
    header = "Writes report.html from summary.json.",
    mixinStandardHelpOptions = true,
    description = "The page is one file, with its plots, and needs no network.",
    footer = {
      "",
      "Example:",
      "  chiasm report --out out",
      "",
      "Exit codes: 0 done, 2 wrong use or file, 3 a source failed, 4 a limit was hit, 70 a bug."
    })
final class ReportCommand implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws Exception {
    ReportPage.write(output.folder());
    Terminal.ofProcess().say("report: " + output.folder().report().toAbsolutePath().normalize());
    output.printSummary();
    return ExitCode.DONE;
  }
}
