package org.chiasm.app.inspect;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.chiasm.app.files.StudyFiles;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.app.series.ContactSheet;
import org.chiasm.app.series.NamedRule;
import org.chiasm.app.series.PixelUse;
import org.chiasm.app.series.RankedStudy;
import org.chiasm.app.series.SeriesExamination;
import org.chiasm.app.series.SeriesJson;
import org.chiasm.app.series.SeriesWords;
import org.chiasm.app.terminal.ExitCode;
import org.chiasm.app.terminal.JsonOption;
import org.chiasm.app.terminal.StandardOutput;
import org.chiasm.app.terminal.Terminal;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.SeriesRule;
import org.chiasm.study.file.SeriesRuleText;
import org.chiasm.study.yaml.Checked;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The series of a folder, described and ranked. */
@Command(
    name = "series",
    header = "Ranks the series of a DICOM folder by a rule, and says why.",
    mixinStandardHelpOptions = true,
    description =
        "1 is the series a model should read; each other place and each rejection says why.",
    footer = {
      "",
      "A rule: criteria apart by commas, all must hold; key=value, key=a|b, key!=value, key~regex,",
      "key<=5mm, key=1..3mm. Keys: dicom_modality, body_part, plane, kernel, slice_thickness,",
      "spacing, view, laterality, contrast, phase, mr_sequence, image_kind, series_description,",
      "min_slices (docs/IMAGING.md).",
      "",
      "Examples:",
      "  chiasm series PACS",
      "  chiasm series PACS --select 'kernel=lung,plane=axial,slice_thickness<=5mm' --json",
      "  chiasm series PACS --explain study.yaml --sheet sheet.png",
      "",
      "Exit codes: 0 done, 2 wrong use, rule or study file, 3 the folder cannot be read,",
      "4 a limit was hit, 70 a bug."
    })
public final class SeriesCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "DIR", description = "A folder of DICOM files.")
  private @Nullable Path folder;

  @Option(names = "--select", paramLabel = "RULE", description = "What is asked of a series.")
  private @Nullable String rule;

  @Option(
      names = "--explain",
      paramLabel = "STUDY",
      description = "A study file: its image inputs are the rules.")
  private @Nullable Path study;

  @Option(
      names = "--sheet",
      paramLabel = "FILE.png",
      description = "Writes a contact sheet: slices of every series beside its rank and reason.")
  private @Nullable Path sheet;

  @Option(
      names = "--pixels",
      paramLabel = "WHEN",
      description =
          "always, auto or never: whether CT pixels are looked at; auto (default) where headers"
              + " leave kernel or body part open.")
  private PixelUse pixels = PixelUse.AUTO;

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() throws Exception {
    var terminal = Terminal.ofProcess();
    if (folder == null) {
      throw new WrongUseException("no folder given");
    }
    var rules = rules();
    var examination = SeriesExamination.of(folder, pixels, terminal);
    examination
        .setAside()
        .forEach((reason, count) -> terminal.say("set aside: " + count + " files " + reason));
    if (examination.studies().isEmpty()) {
      terminal.say("no imaging series found below " + folder);
    }
    var ranked = RankedStudy.of(examination.studies(), rules);
    if (sheet != null) {
      int left = ContactSheet.write(ranked, examination.folder(), sheet);
      terminal.say("contact sheet: " + sheet);
      if (left > 0) {
        terminal.say("the sheet is full: " + left + " further series are not on it");
      }
    }
    if (json.given()) {
      StandardOutput.print(SeriesJson.of(ranked));
    } else {
      StandardOutput.print(SeriesWords.of(ranked));
    }
    return ExitCode.DONE;
  }

  private List<NamedRule> rules() throws Exception {
    if (study != null && rule != null) {
      throw new WrongUseException("give --select RULE or --explain STUDY, not both");
    }
    if (study == null) {
      return switch (SeriesRuleText.read(rule == null ? "" : rule, "--select")) {
        case Checked.Accepted<SeriesRule>(var accepted, _) -> List.of(new NamedRule("", accepted));
        case Checked.Rejected<SeriesRule>(var problems) ->
            throw new WrongUseException(problems.stream().map(Object::toString).toList());
      };
    }
    var rules = new ArrayList<NamedRule>();
    for (var input : StudyFiles.read(study, List.of()).study().inputs()) {
      if (input instanceof InputDefinition.Image image) {
        rules.add(new NamedRule(image.name(), image.select()));
      }
    }
    if (rules.isEmpty()) {
      throw new WrongUseException("the study file has no image input");
    }
    return rules;
  }
}
