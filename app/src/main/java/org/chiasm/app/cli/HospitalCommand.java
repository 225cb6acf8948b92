package org.chiasm.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.app.hospital.Hospital;
import org.chiasm.app.hospital.HospitalPlan;
import org.chiasm.app.terminal.ExitCode;
import org.chiasm.app.terminal.JsonOption;
import org.chiasm.app.terminal.StandardOutput;
import org.chiasm.app.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Nothing to feeds with known truth. */
@Command(
    name = "hospital",
    header = "Makes a synthetic hospital on disk, with its truth.",
    mixinStandardHelpOptions = true,
    description =
        "The files are those a real hospital would export, in pacs/, ehr/ and ecg/; truth/ says "
            + "what a right answer is.",
    footer = {
      "",
      "Example:",
      "  chiasm hospital demo-hospital --patients 200 --seed 7",
      "",
      "Exit codes: 0 done, 2 wrong use or file, 3 a source failed, 4 a limit was hit, 70 a bug."
    })
final class HospitalCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "DIR", description = "Where it is written; new or empty.")
  private Path folder = Path.of("hospital");

  @Option(
      names = "--patients",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many patients; default ${DEFAULT-VALUE}.")
  private int patients;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "7",
      description = "Which hospital; equal seeds give equal bytes; default ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() throws Exception {
    HospitalPlan plan;
    try {
      plan = new HospitalPlan(patients, seed);
    } catch (IllegalArgumentException e) {
      throw new WrongUseException("chiasm hospital: " + e.getMessage());
    }
    var terminal = Terminal.ofProcess();
    terminal.begin("build the hospital");
    new Hospital(plan).write(folder, terminal);
    terminal.end(patients + " patients in " + folder.toAbsolutePath().normalize());
    if (json.given()) {
      StandardOutput.print(
          JsonNodeFactory.instance
              .objectNode()
              .put("patients", patients)
              .put("seed", seed)
              .put("pacs", folder.resolve("pacs").toString())
              .put("ehr", folder.resolve("ehr").toString())
              .put("ecg", folder.resolve("ecg").toString())
              .put("truth", folder.resolve("truth").toString()));
    }
    return ExitCode.DONE;
  }
}
