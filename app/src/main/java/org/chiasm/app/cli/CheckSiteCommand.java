package org.chiasm.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.app.pipeline.SiteProfileJson;
import org.chiasm.app.site.SiteFindings;
import org.chiasm.app.site.SiteRecord;
import org.chiasm.app.site.SiteWriter;
import org.chiasm.app.terminal.ExitCode;
import org.chiasm.app.terminal.JsonOption;
import org.chiasm.app.terminal.StandardOutput;
import org.chiasm.app.terminal.Terminal;
import org.chiasm.lab.site.SiteComparison;
import org.chiasm.lab.site.SiteFinding;
import org.chiasm.lab.site.SiteProfile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A site's values against a reference. */
@Command(
    name = "check-site",
    header = "Does this site look like the one the model learnt at?",
    mixinStandardHelpOptions = true,
    description =
        "Compares each measured concept at a site with the reference a model was trained on, "
            + "and names likely causes of differences: wrong unit with its factor, wrong code, "
            + "different assay, shifted clock, missing feed. Keeps the site's own distributions in "
            + "the site file with --write.",
    footer = {
      "",
      "Examples:",
      "  chiasm check-site study.yaml --site site.yaml --ehr EHR --model out/model",
      "  chiasm check-site study.yaml --site a.yaml --ehr EHR_A --save a.json",
      "  chiasm check-site study.yaml --site b.yaml --ehr EHR_B --reference a.json --json",
      "  chiasm check-site study.yaml --site site.yaml --ehr EHR --write",
      "",
      "Exit codes: 0 done, 2 wrong use or file, 3 a source failed, 4 a limit was hit, 70 a bug."
    })
final class CheckSiteCommand implements Callable<Integer> {
  @Mixin private StudyOptions study = new StudyOptions();
  @Mixin private FeedOptions feeds = new FeedOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "A folder whose record is looked at, instead of feeds.")
  private @Nullable Path out;

  @Option(names = "--model", paramLabel = "DIR", description = "The model to compare with.")
  private @Nullable Path model;

  @Option(
      names = "--reference",
      paramLabel = "FILE",
      description = "A profile made by --save at another site, to compare with.")
  private @Nullable Path reference;

  @Option(names = "--save", paramLabel = "FILE", description = "Write the site's profile there.")
  private @Nullable Path save;

  @Option(
      names = "--write",
      description = "Keep the distributions in the site file, as evidence for missing units.")
  private boolean write;

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() throws Exception {
    if (model != null && reference != null) {
      throw new WrongUseException("give either --model or --reference, not both");
    }
    if (model == null && reference == null && save == null && !write) {
      throw new WrongUseException(
          "nothing to do: give --model DIR or --reference FILE to compare with, --save or --write");
    }
    var terminal = Terminal.ofProcess();
    var files = study.read(terminal);
    Path profileFile = model != null ? model.resolve(SiteProfileJson.FILE) : reference;
    var compared =
        profileFile == null
            ? Optional.<SiteProfile>empty()
            : Optional.of(SiteProfileJson.read(profileFile));
    try (var record = SiteRecord.open(files, feeds.feeds(), Optional.ofNullable(out), terminal)) {
      var profile = record.profile();
      List<SiteFinding> findings =
          compared
              .map(
                  other ->
                      SiteComparison.compare(files.study().concepts().values(), profile, other))
              .orElse(List.of());
      if (save != null) {
        SiteProfileJson.save(profile, save);
        terminal.say("profile of site '" + profile.site() + "' written to " + save);
      }
      if (write) {
        int kept = SiteWriter.writeDistributions(files, study.siteFile(), profile, findings);
        terminal.say(
            String.format(Locale.ROOT, "%d distributions kept in %s", kept, study.siteFile()));
      }
      StandardOutput.print(
          json.given()
              ? SiteFindings.json(profile, compared, findings).toPrettyString() + "\n"
              : SiteFindings.table(profile, compared, findings));
    }
    return ExitCode.DONE;
  }
}
