package org.chiasm.app.cli;

import java.util.concurrent.Callable;
import org.chiasm.app.pipeline.RowsStage;
import org.chiasm.app.terminal.ExitCode;
import org.chiasm.app.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Record to rows. */
@Command(
    name = "rows",
    header = "Makes one row per prediction from a record.",
    mixinStandardHelpOptions = true,
    description =
        "Applies a study to a record: a row holds only what was known at its prediction time, "
            + "and the reason for every absence.",
    footer = {
      "",
      "Example:",
      "  chiasm rows study.yaml --site site.yaml --pacs PACS --out out --csv",
      "",
      "Exit codes: 0 done, 2 wrong use or file, 3 a source failed, 4 a limit was hit, 70 a bug."
    })
final class RowsCommand implements Callable<Integer> {
  @Mixin private StudyOptions study = new StudyOptions();
  @Mixin private FeedOptions feeds = new FeedOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Option(names = "--csv", description = "Write rows.csv too.")
  private boolean csv;

  @Override
  public Integer call() throws Exception {
    var terminal = Terminal.ofProcess();
    new RowsStage(study.read(terminal), output.folder(), terminal).write(feeds.feeds(), csv);
    output.printSummary();
    return ExitCode.DONE;
  }
}
