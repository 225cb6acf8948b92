package org.chiasm.app.cli;

import org.chiasm.app.inspect.DeidentifyCommand;
import org.chiasm.app.inspect.EcgCommand;
import org.chiasm.app.inspect.ImageCommand;
import org.chiasm.app.inspect.NotesCommand;
import org.chiasm.app.inspect.SeriesCommand;
import org.chiasm.app.inspect.SlideCommand;
import org.chiasm.app.inspect.UnitsCommand;
import org.chiasm.app.inspect.VolumeCommand;
import org.chiasm.app.pipeline.Environment;
import org.chiasm.app.terminal.ExitCode;
import org.chiasm.app.terminal.Failures;
import org.chiasm.app.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code chiasm} command. */
@Command(
    name = "chiasm",
    mixinStandardHelpOptions = true,
    version = "chiasm " + Environment.CHIASM,
    description = {
      "From PACS and EHR to point-in-time rows, fused models and a report, with one study file.",
      ""
    },
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      CheckCommand.class,
      IngestCommand.class,
      LinkCommand.class,
      RowsCommand.class,
      TrainCommand.class,
      EvaluateCommand.class,
      BudgetCommand.class,
      ToleranceCommand.class,
      LeakageCommand.class,
      ReportCommand.class,
      HospitalCommand.class,
      UnitsCommand.class,
      CheckSiteCommand.class,
      CodesCommand.class,
      NotesCommand.class,
      EcgCommand.class,
      ImageCommand.class,
      DeidentifyCommand.class,
      SeriesCommand.class,
      VolumeCommand.class,
      SlideCommand.class,
      ExplainCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  chiasm demo",
      "  chiasm run study.yaml --site site.yaml --pacs PACS --ehr EHR --out out",
      "",
      "Exit codes: 0 done, 2 wrong use or wrong study/site file, 3 a source failed,",
      "4 a limit was hit, 70 a bug (docs/ERRORS.md).",
    })
public final class Chiasm {
  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs the command and gives back its exit code. */
  static int run(String... arguments) {
    return CommandGroups.in(new CommandLine(new Chiasm()))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(100)
        .setExecutionExceptionHandler(
            (failure, _, _) -> Failures.exitCode(failure, Terminal.ofProcess()))
        .setParameterExceptionHandler(
            (failure, _) -> {
              var terminal = Terminal.ofProcess();
              terminal.complain("chiasm: " + failure.getMessage());
              terminal.say(
                  "Try: chiasm "
                      + failure.getCommandLine().getCommandName().replace("chiasm", "")
                      + " --help");
              return ExitCode.WRONG_USE;
            })
        .execute(arguments);
  }
}
