package org.chiasm.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.app.site.CodeProposals;
import org.chiasm.app.site.SiteRecord;
import org.chiasm.app.site.SiteWriter;
import org.chiasm.app.terminal.ExitCode;
import org.chiasm.app.terminal.JsonOption;
import org.chiasm.app.terminal.StandardOutput;
import org.chiasm.app.terminal.Terminal;
import org.chiasm.lab.site.CodeMatcher;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The mapping assistant for local codes. */
@Command(
    name = "codes",
    header = "Proposes LOINC codes for local codes that have none.",
    mixinStandardHelpOptions = true,
    description =
        "Lists the local codes of measured values that no LOINC code accompanies, with ranked "
            + "candidates and the reasons. A person confirms; the site file keeps it.",
    footer = {
      "",
      "Examples:",
      "  chiasm codes study.yaml --site site.yaml --ehr EHR",
      "  chiasm codes study.yaml --site site.yaml --confirm 'TEXT//Kreatinin=2160-0' --write",
      "",
      "Exit codes: 0 done, 2 wrong use or file, 3 a source failed, 4 a limit was hit, 70 a bug."
    })
final class CodesCommand implements Callable<Integer> {
  @Mixin private StudyOptions study = new StudyOptions();
  @Mixin private FeedOptions feeds = new FeedOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "A folder whose record is looked at, instead of feeds.")
  private @Nullable Path out;

  @Option(
      names = "--confirm",
      paramLabel = "LOCAL=LOINC",
      description = "A mapping a person has confirmed; may be given several times.")
  private List<String> confirmed = new ArrayList<>();

  @Option(names = "--write", description = "Write the confirmed mappings to the site file.")
  private boolean write;

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() throws Exception {
    var terminal = Terminal.ofProcess();
    var files = study.read(terminal);
    if (!confirmed.isEmpty()) {
      var mappings = SiteWriter.mappings(confirmed);
      if (write) {
        SiteWriter.writeCodes(files, study.siteFile(), mappings);
        terminal.say(mappings.size() + " mappings written to " + study.siteFile());
      } else {
        mappings.forEach(
            (local, standard) ->
                terminal.say(
                    "confirmed, not written without --write: " + local + " -> " + standard));
      }
      if (feeds.feeds().isEmpty() && out == null) {
        return ExitCode.DONE;
      }
      files = study.read(terminal);
    } else if (write) {
      throw new WrongUseException("--write needs --confirm LOCAL=LOINC: a person decides");
    }
    try (var record = SiteRecord.open(files, feeds.feeds(), Optional.ofNullable(out), terminal)) {
      var proposals = CodeProposals.of(record.localCodes(), new CodeMatcher(files.study()));
      StandardOutput.print(
          json.given() ? proposals.json().toPrettyString() + "\n" : proposals.table());
    }
    return ExitCode.DONE;
  }
}
