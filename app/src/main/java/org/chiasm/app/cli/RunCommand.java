package org.chiasm.app.cli;

import java.util.concurrent.Callable;
import org.chiasm.app.card.CardStage;
import org.chiasm.app.pipeline.StudyRun;
import org.chiasm.app.report.ReportPage;
import org.chiasm.app.terminal.ExitCode;
import org.chiasm.app.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Feeds to report. */
@Command(
    name = "run",
    header = "Runs a study end to end: ingest, link, rows, train, evaluate, report.",
    mixinStandardHelpOptions = true,
    description = "Each stage can also be run alone, by the command of its name.",
    footer = {
      "",
      "Example:",
      "  chiasm run study.yaml --site site.yaml --pacs PACS --ehr EHR --out out",
      "",
      "Exit codes: 0 done, 2 wrong use or file, 3 a source failed, 4 a limit was hit, 70 a bug."
    })
final class RunCommand implements Callable<Integer> {
  @Mixin private StudyOptions study = new StudyOptions();
  @Mixin private FeedOptions feeds = new FeedOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Option(names = "--csv", description = "Write rows.csv too.")
  private boolean csv;

  @Override
  public Integer call() throws Exception {
    var terminal = Terminal.ofProcess();
    StudyRun.run(study.read(terminal), feeds.feeds(), output.folder(), csv, false, terminal);
    CardStage.write(output.folder());
    ReportPage.write(output.folder());
    terminal.say("report: " + output.folder().report().toAbsolutePath().normalize());
    output.printSummary();
    return ExitCode.DONE;
  }
}
