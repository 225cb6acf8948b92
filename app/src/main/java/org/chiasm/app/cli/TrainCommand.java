package org.chiasm.app.cli;

import java.util.concurrent.Callable;
import org.chiasm.app.card.CardStage;
import org.chiasm.app.pipeline.TrainStage;
import org.chiasm.app.terminal.ExitCode;
import org.chiasm.app.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Rows to model. */
@Command(
    name = "train",
    header = "Trains every modality alone and every fusion of a study, and compares them.",
    mixinStandardHelpOptions = true,
    description =
        "All strategies see identical rows and splits; the comparison has intervals by "
            + "subject.",
    footer = {
      "",
      "Example:",
      "  chiasm train study.yaml --out out",
      "",
      "Exit codes: 0 done, 2 wrong use or file, 3 a source failed, 4 a limit was hit, 70 a bug."
    })
final class TrainCommand implements Callable<Integer> {
  @Mixin private StudyOptions study = new StudyOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Option(
      names = "--removals",
      description =
          "Also hide each branch from every fusion and compare with training without it; takes one more comparison for each branch.")
  private boolean removals;

  @Override
  public Integer call() throws Exception {
    var terminal = Terminal.ofProcess();
    TrainStage.run(study.read(terminal), output.folder(), terminal, removals);
    CardStage.write(output.folder());
    output.printSummary();
    return ExitCode.DONE;
  }
}
