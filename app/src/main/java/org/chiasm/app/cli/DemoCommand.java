package org.chiasm.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.chiasm.app.card.CardStage;
import org.chiasm.app.files.OutputFolder;
import org.chiasm.app.files.SummaryFile;
import org.chiasm.app.hospital.DemoRun;
import org.chiasm.app.hospital.DemoWords;
import org.chiasm.app.report.ReportPage;
import org.chiasm.app.terminal.ExitCode;
import org.chiasm.app.terminal.JsonOption;
import org.chiasm.app.terminal.StandardOutput;
import org.chiasm.app.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The demo hospital and its study, end to end. */
@Command(
    name = "demo",
    header = "Makes a demo hospital and runs its study end to end.",
    mixinStandardHelpOptions = true,
    description =
        "The hospital has chest CTs, ECGs, laboratory values and notes, with the faults real "
            + "ones have. Every stage is scored against the known truth; the report shows the rest.",
    footer = {
      "",
      "Examples:",
      "  chiasm demo",
      "  chiasm demo --out my-demo --full",
      "",
      "Exit codes: 0 done, 2 wrong use, 4 a limit was hit, 70 a bug."
    })
final class DemoCommand implements Callable<Integer> {
  private static final int PATIENTS = 500;
  private static final int PATIENTS_FULL = 2000;
  private static final long SEED = 7;

  @Option(names = "--out", paramLabel = "DIR", description = "Default: out/demo.")
  private Path out = Path.of("out", "demo");

  @Option(
      names = "--full",
      description =
          "2,000 patients instead of 500, and every fusion also without each modality in turn.")
  private boolean full;

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() throws Exception {
    var terminal = Terminal.ofProcess();
    var folder = new OutputFolder(out);
    DemoRun.run(folder, full ? PATIENTS_FULL : PATIENTS, SEED, full, terminal);
    CardStage.write(folder);
    ReportPage.write(folder);
    var summary = SummaryFile.open(folder).root();
    if (json.given()) {
      StandardOutput.print(summary.toPrettyString() + "\n");
    } else {
      StandardOutput.print(DemoWords.of(summary));
    }
    terminal.say("report: " + folder.report().toAbsolutePath().normalize());
    return ExitCode.DONE;
  }
}
