package org.chiasm.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.chiasm.app.files.StudyFiles;
import org.chiasm.app.files.WorkFolder;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.app.pipeline.EvaluateStage;
import org.chiasm.app.terminal.ExitCode;
import org.chiasm.app.terminal.JsonOption;
import org.chiasm.app.terminal.StandardOutput;
import org.chiasm.app.terminal.Terminal;
import org.chiasm.connect.SourceFailedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A finished model on other data. */
@Command(
    name = "evaluate",
    header = "Scores a finished model on other data.",
    mixinStandardHelpOptions = true,
    description = "Gives metrics with intervals for every strategy the model holds.",
    footer = {
      "",
      "Examples:",
      "  chiasm evaluate out/model --meds OTHER_MEDS --out out-other --json",
      "  chiasm evaluate out/model --rows other/rows.parquet --json",
      "",
      "Exit codes: 0 done, 2 wrong use or file, 3 a source failed, 4 a limit was hit, 70 a bug."
    })
final class EvaluateCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A model folder made by chiasm train.")
  private Path model = Path.of("model");

  @Option(
      names = "--site",
      paramLabel = "FILE",
      description =
          "The site file of the other data; without it, that of the site the model was trained at.")
  private @Nullable Path site;

  @Option(names = "--rows", paramLabel = "FILE", description = "Rows made by chiasm rows.")
  private @Nullable Path rows;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the other data's record and rows go; a temporary folder otherwise.")
  private @Nullable Path out;

  @Mixin private JsonOption json = new JsonOption();

  @Mixin private FeedOptions feeds = new FeedOptions();

  @Override
  public Integer call() throws Exception {
    var terminal = Terminal.ofProcess();
    var stage = EvaluateStage.of(model);
    var result = rows == null ? onFeeds(stage, terminal) : stage.onRows(rows, terminal);
    if (json.given()) {
      StandardOutput.print(result);
    } else {
      StandardOutput.print(EvaluateStage.words(result));
    }
    return ExitCode.DONE;
  }

  private ObjectNode onFeeds(EvaluateStage stage, Terminal terminal)
      throws IOException, SourceFailedException, WrongUseException {
    var files =
        StudyFiles.read(model.resolve("study.yaml"), site == null ? List.of() : List.of(site));
    try (var work = out == null ? WorkFolder.temporary() : WorkFolder.kept(out)) {
      return stage.onFeeds(files, feeds.feeds(), work.folder(), terminal);
    }
  }
}
