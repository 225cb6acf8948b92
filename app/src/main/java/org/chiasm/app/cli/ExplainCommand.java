package org.chiasm.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.chiasm.app.explain.ExplainStage;
import org.chiasm.app.explain.ExplanationJson;
import org.chiasm.app.pipeline.OutputFolder;
import org.chiasm.app.pipeline.WrongUseException;
import org.chiasm.app.report.ExplanationPage;
import org.chiasm.app.terminal.ExitCode;
import org.chiasm.app.terminal.JsonOption;
import org.chiasm.app.terminal.StandardOutput;
import org.chiasm.app.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Why a prediction is what it is. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Why is this prediction what it is? The exact share of each branch and input in the score, each with",
      "value, unit, age and origin, and where in the image, signal or course it lies (docs/EXPLANATION.md)."
    },
    footer = {
      "",
      "Examples:",
      "  chiasm explain out/model --row 0",
      "  chiasm explain out/model --row 17 --strategy early_i --out out --json",
      "",
      "The page goes to explanation-ROW.html in the folder of the run and holds patient data.",
      "Exit codes: 0 done, 2 wrong use or file, 4 a limit was hit, 70 a bug."
    })
final class ExplainCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A model folder made by chiasm train.")
  private Path model = Path.of("model");

  @Option(
      names = "--row",
      paramLabel = "N",
      required = true,
      description = "Which line of rows.parquet, from 0.")
  private long row;

  @Option(
      names = "--strategy",
      paramLabel = "ID",
      description =
          "Which strategy, such as late; without it, the fusion with the lowest loss on tuning rows.")
  private String strategy = "";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "The folder of the run, with rows.parquet and tensors/; without it, the one that holds the"
              + " model.")
  private @Nullable Path out;

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() throws Exception {
    if (row < 0) {
      throw new WrongUseException("--row " + row + ": rows count from 0");
    }
    var terminal = Terminal.ofProcess();
    var run = new OutputFolder(out == null ? model.toAbsolutePath().resolveSibling("") : out);
    var explained = new ExplainStage(model, run, terminal).explain(row, strategy);
    Files.createDirectories(run.root());
    var page = run.root().resolve("explanation-" + row + ".html");
    ExplanationPage.write(page, explained);
    if (json.given()) {
      StandardOutput.print(ExplanationJson.of(explained));
    } else {
      StandardOutput.print(explained.root().toString());
    }
    terminal.say("page: " + page);
    return ExitCode.DONE;
  }
}
