package org.chiasm.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.chiasm.app.card.CardStage;
import org.chiasm.app.explain.ExplainStage;
import org.chiasm.app.explain.ExplanationJson;
import org.chiasm.app.explain.ExplanationText;
import org.chiasm.app.explain.FaithfulnessStage;
import org.chiasm.app.files.OutputFolder;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.app.limits.LimitFiles;
import org.chiasm.app.report.ExplanationPage;
import org.chiasm.app.report.ReportPage;
import org.chiasm.app.terminal.ExitCode;
import org.chiasm.app.terminal.JsonOption;
import org.chiasm.app.terminal.StandardOutput;
import org.chiasm.app.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Why a prediction is what it is. */
@Command(
    name = "explain",
    header = "Why is this prediction what it is?",
    mixinStandardHelpOptions = true,
    description =
        "The share of each branch and input in the score, each with value, unit, age and "
            + "origin, and where in the image, signal, course or note it lies; or, with "
            + "--faithfulness, how much better than chance such explanations name what moves the "
            + "model (docs/EXPLANATION.md).",
    footer = {
      "",
      "Examples:",
      "  chiasm explain out/model --row 0",
      "  chiasm explain out/model --row 17 --strategy early_i --out out --json",
      "  chiasm explain out/model --faithfulness 50 --strategy late",
      "",
      "The page goes to explanation-ROW.html in the folder of the run and holds patient data.",
      "Exit codes: 0 done, 2 wrong use or file, 4 a limit was hit, 70 a bug."
    })
final class ExplainCommand implements Callable<Integer> {
  private static final long NONE = Long.MIN_VALUE;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A model folder made by chiasm train.")
  private Path model = Path.of("model");

  @ArgGroup(multiplicity = "1")
  private What what = new What();

  /** One row, or many. */
  static final class What {
    @Option(
        names = "--row",
        paramLabel = "N",
        required = true,
        description = "Which line of rows.parquet, from 0.")
    private long row = NONE;

    @Option(
        names = "--faithfulness",
        paramLabel = "ROWS",
        required = true,
        description =
            "Deletion and insertion tests against random evidence over so many rows that the model"
                + " was not fitted on; the result goes to explanation-faithfulness.json and into the report.")
    private int rows;
  }

  @Option(
      names = "--parts",
      description =
          "With --faithfulness: also hide parts of images, signals and trajectories, and the parts"
              + " of images that Grad-CAM names (slow for volumes).")
  private boolean parts;

  @Option(
      names = "--strategy",
      paramLabel = "ID",
      description =
          "Which strategy, such as late; without it, the fusion with the lowest loss on tuning"
              + " rows.")
  private String strategy = "";

  @Option(
      names = "--class",
      paramLabel = "NAME",
      description =
          "Where the outcome is one of several classes: the class whose score against all others is"
              + " explained.")
  private String className = "";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "The folder of the run, with rows.parquet and tensors/; without it, the one that holds"
              + " the model.")
  private @Nullable Path out;

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() throws Exception {
    var terminal = Terminal.ofProcess();
    var run = new OutputFolder(out == null ? model.toAbsolutePath().resolveSibling("") : out);
    if (what.row == NONE) {
      return faithfulness(run, terminal);
    }
    if (what.row < 0) {
      throw new WrongUseException("--row " + what.row + ": rows count from 0");
    }
    var explained = new ExplainStage(model, className, run, terminal).explain(what.row, strategy);
    var page = run.root().resolve("explanation-" + what.row + ".html");
    ExplanationPage.write(page, explained);
    StandardOutput.print(
        json.given() ? ExplanationJson.text(explained) : ExplanationText.of(explained));
    terminal.say("page: " + page);
    return ExitCode.DONE;
  }

  private int faithfulness(OutputFolder run, Terminal terminal) throws Exception {
    if (what.rows < 1) {
      throw new WrongUseException("--faithfulness " + what.rows + ": needs at least one row");
    }
    var found =
        new FaithfulnessStage(model, className, run, terminal).measure(what.rows, strategy, parts);
    LimitFiles.write(run, "explanation-faithfulness", found);
    if (Files.exists(run.summary())) {
      if (Files.isDirectory(run.model()) && Files.isSameFile(run.model(), model)) {
        CardStage.write(run);
      }
      ReportPage.write(run);
    }
    StandardOutput.print(
        json.given() ? found.toPrettyString() + "\n" : FaithfulnessStage.words(found));
    return ExitCode.DONE;
  }
}
