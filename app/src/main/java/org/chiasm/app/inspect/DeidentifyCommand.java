package org.chiasm.app.inspect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.app.terminal.ExitCode;
import org.chiasm.app.terminal.JsonOption;
import org.chiasm.app.terminal.StandardOutput;
import org.chiasm.app.terminal.Terminal;
import org.chiasm.connect.deidentify.DeidentifyOptions;
import org.chiasm.connect.deidentify.FolderDeidentifier;
import org.chiasm.connect.deidentify.InstanceDeidentifier;
import org.chiasm.connect.deidentify.PseudonymKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** DICOM files for research, without who they are of. */
@Command(
    name = "deidentify",
    header = "Writes a research copy of a DICOM folder without who it is of.",
    mixinStandardHelpOptions = true,
    description =
        "After the Basic Application Level Confidentiality Profile (DICOM PS3.15 Annex E): "
            + "consistent pseudonyms and UIDs, each patient's dates moved by the same days. A file "
            + "that cannot be made safe is left out.",
    footer = {
      "",
      "Examples:",
      "  chiasm deidentify PACS --out export --new-key secret.key --project TRIAL7",
      "  chiasm deidentify PACS2 --out export2 --key secret.key --project TRIAL7 --json",
      "",
      "Exit codes: 0 done (files left out are counted), 2 wrong use, 3 no file could be written,",
      "4 a limit was hit, 70 a bug."
    })
public final class DeidentifyCommand implements Callable<Integer> {
  private static final int NEW_KEY_BYTES = 32;

  @Parameters(paramLabel = "DIR", description = "The folder with DICOM files.")
  private Path source = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "DIR2",
      required = true,
      description = "An empty or new folder to write.")
  private Path out = Path.of("");

  @ArgGroup(multiplicity = "1")
  private Secret secret = new Secret();

  private static final class Secret {
    @Option(
        names = "--key",
        paramLabel = "FILE",
        required = true,
        description = "The secret, at least 16 bytes; whoever has it can link pseudonyms.")
    private @Nullable Path key;

    @Option(
        names = "--new-key",
        paramLabel = "FILE",
        required = true,
        description = "Make a new secret of 32 random bytes in a file that is not there yet.")
    private @Nullable Path newKey;
  }

  @Option(
      names = "--project",
      paramLabel = "NAME",
      description = "Starts every pseudonym; two projects' pseudonyms cannot be linked.")
  private String project = "P";

  @Option(
      names = "--keep-descriptors",
      description = "Keep study and series descriptions as typed.")
  private boolean keepDescriptors;

  @Option(
      names = "--keep-patient-characteristics",
      description = "Keep sex, age (90 and above as 90), size and weight.")
  private boolean keepCharacteristics;

  @Option(
      names = "--allow-burned-in",
      description = "Hand on pixels in which words seem to be painted.")
  private boolean allowBurnedIn;

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() throws Exception {
    if (!Files.isDirectory(source)) {
      throw new WrongUseException("no folder at " + source);
    }
    checkTarget();
    PseudonymKey key;
    try {
      key = new PseudonymKey(secret(), project);
    } catch (IllegalArgumentException wrong) {
      throw new WrongUseException(String.valueOf(wrong.getMessage()));
    }
    var terminal = Terminal.ofProcess();
    var options = new DeidentifyOptions(keepDescriptors, keepCharacteristics, allowBurnedIn);
    terminal.begin("de-identify");
    var report =
        new FolderDeidentifier(new InstanceDeidentifier(key, options), out)
            .run(source, terminal::update);
    terminal.end(
        String.format(
            Locale.ROOT,
            "%,d of %,d files written, %,d patients",
            report.written(),
            report.files(),
            report.patients()));
    report
        .withheld()
        .forEach((reason, count) -> terminal.say("  left out, " + reason + ": " + count));
    var document = document(report);
    Files.createDirectories(out);
    Files.writeString(out.resolve("deidentification.json"), document.toPrettyString() + "\n");
    if (json.given()) {
      StandardOutput.print(document);
    }
    return report.written() == 0 ? ExitCode.SOURCE_FAILED : ExitCode.DONE;
  }

  private void checkTarget() throws IOException, WrongUseException {
    if (Files.isDirectory(out)) {
      try (var entries = Files.list(out)) {
        if (entries.findAny().isPresent()) {
          throw new WrongUseException(out + " is not empty");
        }
      }
    }
    if (out.toAbsolutePath().normalize().startsWith(source.toAbsolutePath().normalize())) {
      throw new WrongUseException("--out must not lie in the folder that is read");
    }
  }

  private byte[] secret() throws IOException, WrongUseException {
    if (secret.key != null) {
      if (!Files.isRegularFile(secret.key)) {
        throw new WrongUseException("no key at " + secret.key + "; --new-key makes one");
      }
      return Files.readAllBytes(secret.key);
    }
    var file = secret.newKey;
    if (file == null || Files.exists(file)) {
      throw new WrongUseException("--new-key would overwrite " + file + "; use --key");
    }
    byte[] made = new byte[NEW_KEY_BYTES];
    new SecureRandom().nextBytes(made);
    Files.write(file, made);
    return made;
  }

  private ObjectNode document(FolderDeidentifier.Report report) {
    var document = JsonNodeFactory.instance.objectNode();
    document
        .put("files", report.files())
        .put("written", report.written())
        .put("patients", report.patients())
        .put("studies", report.studies())
        .put("series", report.series())
        .put("profile", "DICOM PS3.15 Annex E Basic Application Level Confidentiality Profile")
        .put("project", project);
    var options = document.putObject("options");
    options
        .put("retain_longitudinal_modified_dates", true)
        .put("clean_descriptors", !keepDescriptors)
        .put("retain_patient_characteristics", keepCharacteristics)
        .put("allow_burned_in", allowBurnedIn);
    var withheld = document.putObject("withheld");
    new TreeMap<>(report.withheld()).forEach(withheld::put);
    var actions = document.putObject("actions");
    new TreeMap<>(report.actions()).forEach(actions::put);
    return document;
  }
}
