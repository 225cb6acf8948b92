package org.chiasm.app.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.chiasm.app.files.WorkFolder;
import org.chiasm.app.pipeline.CheckSummary;
import org.chiasm.app.pipeline.IngestStage;
import org.chiasm.app.pipeline.RowsStage;
import org.chiasm.app.terminal.ExitCode;
import org.chiasm.app.terminal.JsonOption;
import org.chiasm.app.terminal.StandardOutput;
import org.chiasm.app.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A study against data, before any training. */
@Command(
    name = "check",
    header = "Checks a study; with feeds: cohort funnel, availability lags, leaks.",
    mixinStandardHelpOptions = true,
    description =
        "Checks a study and site file and, where feeds or a record are given, prints the "
            + "cohort funnel, how late each concept becomes available, and what would have leaked "
            + "without the rule.",
    footer = {
      "",
      "Examples:",
      "  chiasm check study.yaml",
      "  chiasm check study.yaml --site site.yaml --pacs PACS --ehr EHR",
      "  chiasm check study.yaml --out out        (a record made by chiasm ingest)",
      "",
      "Exit codes: 0 right, 2 wrong use or file, 3 a source failed, 4 a limit was hit, 70 a bug."
    })
final class CheckCommand implements Callable<Integer> {
  @Mixin private StudyOptions study = new StudyOptions();
  @Mixin private FeedOptions feeds = new FeedOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "A folder whose record is checked; with feeds, a temporary one otherwise.")
  private @Nullable Path out;

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() throws Exception {
    var terminal = Terminal.ofProcess();
    var files = study.read(terminal);
    terminal.say("study '" + files.study().name() + "' is right; site: " + files.siteOrigin());
    if (feeds.feeds().isEmpty() && out == null) {
      if (json.given()) {
        StandardOutput.print(CheckSummary.of(files).toPrettyString() + "\n");
      }
      return ExitCode.DONE;
    }
    try (var work = out == null ? WorkFolder.temporary() : WorkFolder.kept(out)) {
      var output = work.folder();
      if (!feeds.feeds().isEmpty()) {
        IngestStage.run(files, feeds.feeds(), output, terminal);
      }
      var result = new RowsStage(files, output, terminal).check();
      if (json.given()) {
        StandardOutput.print(CheckSummary.of(files, result).toPrettyString() + "\n");
      } else {
        StandardOutput.print(words(result));
      }
    }
    return ExitCode.DONE;
  }

  private static String words(RowsStage.Result result) {
    var words = new StringBuilder("\nCohort\n");
    result
        .funnel()
        .counts()
        .forEach(
            (step, count) ->
                words.append(String.format(Locale.ROOT, "  %,10d  %s%n", count, step)));
    words.append("\nHow late is it known? (minutes from effective to available)\n");
    words.append(
        String.format(
            Locale.ROOT,
            "  %-28s %10s %8s %8s %10s%n",
            "concept",
            "facts",
            "median",
            "90 %",
            "assumed"));
    result
        .audit()
        .lags()
        .forEach(
            (concept, lag) ->
                words.append(
                    lag.facts() == 0
                        ? String.format(Locale.ROOT, "  %-28s %10s%n", concept, "none")
                        : String.format(
                            Locale.ROOT,
                            "  %-28s %,10d %8d %8d %9.0f%%%n",
                            concept,
                            lag.facts(),
                            lag.quantileMinutes(0.5),
                            lag.quantileMinutes(0.9),
                            100.0 * lag.assumed() / lag.facts())));
    words.append(
        "\nWhat would have leaked? (in the window, not available at the prediction time)\n");
    result
        .audit()
        .inputs()
        .forEach(
            (input, count) ->
                words.append(
                    String.format(
                        Locale.ROOT,
                        "  %-28s %,8d facts in %,8d of %,8d rows%n",
                        input,
                        count.hiddenFacts(),
                        count.hiddenRows(),
                        count.rows())));
    return words.toString();
  }
}
