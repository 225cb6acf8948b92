package org.chiasm.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.chiasm.app.pipeline.EvaluateStage;
import org.chiasm.app.pipeline.OutputFolder;
import org.chiasm.app.pipeline.StudyFiles;
import org.chiasm.app.terminal.ExitCode;
import org.chiasm.app.terminal.StandardOutput;
import org.chiasm.app.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A finished model on other data. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = "Scores a finished model on other data: metrics with intervals by strategy.",
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

  @Option(
      names = "--json",
      description = "Print one JSON document on standard output, and nothing else there.")
  private boolean json;

  @Mixin private FeedOptions feeds = new FeedOptions();

  @Override
  public Integer call() throws Exception {
    var terminal = Terminal.ofProcess();
    var stage = EvaluateStage.of(model);
    Path folder = out == null ? Files.createTempDirectory("chiasm-evaluate") : out;
    var result =
        rows == null
            ? stage.onFeeds(
                StudyFiles.read(
                    model.resolve("study.yaml"), site == null ? List.of() : List.of(site)),
                feeds.feeds(),
                new OutputFolder(folder),
                terminal)
            : stage.onRows(rows, terminal);
    if (json) {
      StandardOutput.print(result.toPrettyString() + "\n");
    } else {
      StandardOutput.print(EvaluateStage.words(result));
    }
    return ExitCode.DONE;
  }
}
