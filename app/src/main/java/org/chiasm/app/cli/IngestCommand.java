package org.chiasm.app.cli;

import java.util.concurrent.Callable;
import org.chiasm.app.pipeline.IngestStage;
import org.chiasm.app.terminal.ExitCode;
import org.chiasm.app.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Feeds to record. */
@Command(
    name = "ingest",
    header = "Reads feeds into a record: every fact with both clocks, by subject.",
    mixinStandardHelpOptions = true,
    description =
        "Nothing is joined or dropped in silence: facts in = facts kept + facts set aside "
            + "with a reason.",
    footer = {
      "",
      "Example:",
      "  chiasm ingest study.yaml --site site.yaml --ehr EHR --pacs PACS --out out",
      "",
      "Exit codes: 0 done, 2 wrong use or file, 3 a source failed, 4 a limit was hit, 70 a bug."
    })
final class IngestCommand implements Callable<Integer> {
  @Mixin private StudyOptions study = new StudyOptions();
  @Mixin private FeedOptions feeds = new FeedOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws Exception {
    var terminal = Terminal.ofProcess();
    IngestStage.run(study.read(terminal), feeds.feeds(), output.folder(), terminal);
    output.printSummary();
    return ExitCode.DONE;
  }
}
