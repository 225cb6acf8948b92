package org.chiasm.app.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.chiasm.app.files.OutputFolder;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.app.limits.LimitFiles;
import org.chiasm.app.limits.StudyWindows;
import org.chiasm.app.limits.ToleranceSection;
import org.chiasm.app.limits.ToleranceStage;
import org.chiasm.app.report.LimitPage;
import org.chiasm.app.terminal.ExitCode;
import org.chiasm.app.terminal.JsonOption;
import org.chiasm.app.terminal.StandardOutput;
import org.chiasm.app.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which time difference is acceptable. */
@Command(
    name = "tolerance",
    header = "Which time difference is acceptable?",
    mixinStandardHelpOptions = true,
    description =
        "For each input with a window, as it reaches further back: the share of rows with a "
            + "value, how far the value drifts, performance and calibration; and a recommended cut "
            + "with its reason (docs/EVALUATION.md).",
    footer = {
      "",
      "Examples:",
      "  chiasm tolerance study.yaml --out out                    (a folder made by chiasm run)",
      "  chiasm tolerance study.yaml --meds MEDS --out out --input lactate,wbc --json",
      "  chiasm tolerance study.yaml --out out --input lactate --write",
      "",
      "Exit codes: 0 done, 2 wrong use or file, 3 a source failed, 4 a limit was hit, 70 a bug."
    })
final class ToleranceCommand implements Callable<Integer> {
  @Mixin private StudyOptions study = new StudyOptions();
  @Mixin private FeedOptions feeds = new FeedOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "A folder with record/ and rows.parquet, or where feeds are read into.")
  private Path out = Path.of("out");

  @Option(
      names = "--input",
      paramLabel = "NAMES",
      split = ",",
      description = "Inputs or concepts, parted by commas; without it, all that have a window.")
  private List<String> inputs = new ArrayList<>();

  @Option(
      names = "--max-drift",
      paramLabel = "SHARE",
      description =
          "How far a value may have drifted, as a share of the variance between patients"
              + " (default: ${DEFAULT-VALUE}).")
  private double maxDrift = 0.5;

  @Option(
      names = "--write",
      description = "Write the recommended windows into the study file, comments kept.")
  private boolean write;

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() throws Exception {
    var terminal = Terminal.ofProcess();
    if (!(maxDrift > 0 && maxDrift <= 1)) {
      throw new WrongUseException("--max-drift must be a share above 0 and up to 1");
    }
    var files = study.read(terminal);
    var folder = new OutputFolder(out);
    var answer =
        new ToleranceStage(files, folder, terminal).measure(feeds.feeds(), inputs, maxDrift);
    if (write) {
      var changed = StudyWindows.write(files.studyText(), study.file(), answer.windows());
      Files.write(study.file(), changed.getBytes(StandardCharsets.UTF_8));
      terminal.say(answer.windows().size() + " windows written into " + study.file());
    }
    answer.node().put("written", write);
    LimitFiles.write(folder, "tolerance", answer.node());
    LimitPage.tolerance(out.resolve("tolerance.html"), answer.node());
    terminal.say("page: " + out.resolve("tolerance.html").toAbsolutePath().normalize());
    if (json.given()) {
      StandardOutput.print(answer.node());
    } else {
      StandardOutput.print(ToleranceSection.words(answer.node()));
    }
    return ExitCode.DONE;
  }
}
