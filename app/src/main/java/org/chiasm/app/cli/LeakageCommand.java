package org.chiasm.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.chiasm.app.files.OutputFolder;
import org.chiasm.app.limits.LeakageStage;
import org.chiasm.app.limits.LimitFiles;
import org.chiasm.app.report.ReportPage;
import org.chiasm.app.terminal.ExitCode;
import org.chiasm.app.terminal.JsonOption;
import org.chiasm.app.terminal.StandardOutput;
import org.chiasm.app.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** With and without the availability rule. */
@Command(
    name = "leakage",
    header = "How much skill would have been leakage?",
    mixinStandardHelpOptions = true,
    description =
        "Trains and judges the same cases twice: as they are, and as if every fact had been "
            + "known when it was true. Adds both, side by side, to the report.",
    footer = {
      "",
      "Example:",
      "  chiasm leakage study.yaml --out out          (a folder made by chiasm run)",
      "",
      "Exit codes: 0 done, 2 wrong use or file, 3 a source failed, 4 a limit was hit, 70 a bug."
    })
final class LeakageCommand implements Callable<Integer> {
  @Mixin private StudyOptions study = new StudyOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The folder of a run, with record/ and rows.parquet.")
  private Path out = Path.of("out");

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() throws Exception {
    var terminal = Terminal.ofProcess();
    var folder = new OutputFolder(out);
    var result = new LeakageStage(study.read(terminal), folder, terminal).measure();
    LimitFiles.write(folder, "leakage_performance", result);
    ReportPage.write(folder);
    if (json.given()) {
      StandardOutput.print(result);
    } else {
      StandardOutput.print(LeakageStage.words(result));
    }
    return ExitCode.DONE;
  }
}
