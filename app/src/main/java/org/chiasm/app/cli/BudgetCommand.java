package org.chiasm.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.chiasm.app.card.CardStage;
import org.chiasm.app.files.OutputFolder;
import org.chiasm.app.files.WorkFolder;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.app.limits.BudgetSection;
import org.chiasm.app.limits.BudgetStage;
import org.chiasm.app.limits.LimitFiles;
import org.chiasm.app.report.LimitPage;
import org.chiasm.app.terminal.ExitCode;
import org.chiasm.app.terminal.JsonOption;
import org.chiasm.app.terminal.StandardOutput;
import org.chiasm.app.terminal.Terminal;
import org.chiasm.connect.SourceFailedException;
import org.chiasm.learn.bundle.MeasuredBudget;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How much may be missing. */
@Command(
    name = "budget",
    header = "How much may be missing?",
    mixinStandardHelpOptions = true,
    description =
        "Performance and calibration by what is present and by weighted missing share, as "
            + "seen and under random masking; the smallest set that keeps the study's floor; the "
            + "region in which the gate lets the model run (docs/EVALUATION.md).",
    footer = {
      "",
      "Examples:",
      "  chiasm budget out/model --rows out/rows.parquet --out out",
      "  chiasm budget out/model --rows out/rows.parquet --write --json",
      "  chiasm budget out/model --meds OTHER_MEDS --site site.yaml --out other",
      "",
      "Exit codes: 0 done, 2 wrong use or file, 3 a source failed, 4 a limit was hit, 70 a bug."
    })
final class BudgetCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A model folder made by chiasm train.")
  private Path model = Path.of("model");

  @Option(names = "--rows", paramLabel = "FILE", description = "Rows made by chiasm rows.")
  private @Nullable Path rows;

  @Option(
      names = "--site",
      paramLabel = "FILE",
      description = "The site file of the feeds; without it, that of the model.")
  private @Nullable Path site;

  @Option(
      names = "--strategy",
      paramLabel = "ID",
      description =
          "Which strategy, such as late; without it, the fusion with the lowest loss on tuning"
              + " rows.")
  private String strategy = "";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where budget.json and budget.html go, and with feeds the record and rows.")
  private @Nullable Path out;

  @Option(
      names = "--write",
      description = "Write the region into the model, whose gate then abstains outside it.")
  private boolean write;

  @Mixin private JsonOption json = new JsonOption();

  @Mixin private FeedOptions feeds = new FeedOptions();

  @Override
  public Integer call() throws Exception {
    var terminal = Terminal.ofProcess();
    var stage = new BudgetStage(model, site == null ? List.of() : List.of(site), terminal);
    var result = rows == null ? onFeeds(stage) : stage.onRows(rows, strategy, write);
    if (write) {
      CardStage.refreshBudget(model);
      result.put("model", MeasuredBudget.bundleId(model));
    }
    if (out != null) {
      LimitFiles.write(new OutputFolder(out), "budget", result);
      LimitPage.budget(out.resolve("budget.html"), result);
      terminal.say("page: " + out.resolve("budget.html").toAbsolutePath().normalize());
    }
    if (json.given()) {
      StandardOutput.print(result);
    } else {
      StandardOutput.print(BudgetSection.words(result));
    }
    return ExitCode.DONE;
  }

  private ObjectNode onFeeds(BudgetStage stage)
      throws IOException, SourceFailedException, WrongUseException {
    try (var work = out == null ? WorkFolder.temporary() : WorkFolder.kept(out)) {
      return stage.onFeeds(feeds.feeds(), work.folder(), strategy, write);
    }
  }
}
