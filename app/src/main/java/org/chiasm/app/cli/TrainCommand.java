package org.chiasm.app.cli;

import java.util.concurrent.Callable;
import org.chiasm.app.card.CardStage;
import org.chiasm.app.pipeline.TrainStage;
import org.chiasm.app.terminal.ExitCode;
import org.chiasm.app.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Rows to model. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description =
        "Trains and compares every modality alone and every fusion the study lists, on identical"
            + " rows.",
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

  @Override
  public Integer call() throws Exception {
    var terminal = Terminal.ofProcess();
    TrainStage.run(study.read(terminal), output.folder(), terminal);
    CardStage.write(output.folder());
    output.printSummary();
    return ExitCode.DONE;
  }
}
