package org.chiasm.app.inspect;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.chiasm.NpyFormat;
import org.chiasm.Tensor;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.app.terminal.ExitCode;
import org.chiasm.app.terminal.JsonOption;
import org.chiasm.app.terminal.StandardOutput;
import org.chiasm.app.terminal.Terminal;
import org.chiasm.connect.ecgfile.EcgFiles;
import org.chiasm.connect.ecgfile.EcgRecord;
import org.chiasm.connect.recording.EcgFileException;
import org.chiasm.waveform.EcgSignal;
import org.chiasm.waveform.EcgTensor;
import org.chiasm.waveform.delineation.EcgAnalysis;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What Chiasm makes of one electrocardiogram. */
@Command(
    name = "ecg",
    header = "Reads, checks and measures one electrocardiogram.",
    mixinStandardHelpOptions = true,
    description =
        "Gives R peaks, PR, QRS, QT, axis and rhythm. Reads WFDB (the record's name, with or "
            + "without .hea), DICOM waveform, FHIR Observation with SampledData (JSON; of several "
            + "the first), HL7 aECG (XML), SCP-ECG, EDF and BDF; the content decides, not the name.",
    footer = {
      "",
      "Examples:",
      "  chiasm ecg records/100 --json",
      "  chiasm ecg ecg.dcm --plot page.png --out ecg.npy",
      "",
      "Exit codes: 0 done, 2 wrong use, 3 the record cannot be read (the reason is in problems),",
      "4 a limit was hit, 70 a bug."
    })
public final class EcgCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RECORD", description = "the record's file")
  private String record = "";

  @Mixin private JsonOption json = new JsonOption();

  @Option(
      names = "--out",
      paramLabel = "F.npy",
      description = {
        "write the signal: leads × samples in microvolts as recorded, NaN where missing;",
        "with --encoder 12 × 2500 in millivolts (10 s at 250 Hz)"
      })
  private @Nullable Path out;

  @Option(names = "--encoder", description = "let --out write what encoders read")
  private boolean encoder;

  @Option(
      names = "--plot",
      paramLabel = "F.png",
      description = "draw a page of ten seconds, 25 mm/s and 10 mm/mV, with what was found")
  private @Nullable Path plot;

  @Override
  public Integer call() throws Exception {
    var terminal = Terminal.ofProcess();
    try {
      var read = EcgFiles.read(path());
      var analysis = EcgAnalysis.of(read.signal());
      if (out != null) {
        Files.write(out, NpyFormat.encode(tensor(read.signal())));
      }
      if (plot != null) {
        Files.write(plot, EcgPage.draw(read.signal(), analysis));
      }
      show(read, analysis, terminal);
      return ExitCode.DONE;
    } catch (EcgFileException e) {
      if (json.given()) {
        StandardOutput.print(EcgDocument.refused(record, e));
      }
      terminal.complain("chiasm: " + record + ": " + e.reason());
      return ExitCode.SOURCE_FAILED;
    }
  }

  private Path path() throws WrongUseException {
    try {
      var path = Path.of(record);
      if (path.getFileName() == null) {
        throw new WrongUseException("'" + record + "' names no file");
      }
      return path;
    } catch (InvalidPathException _) {
      throw new WrongUseException("RECORD is not a path this system can name");
    }
  }

  private void show(EcgRecord read, EcgAnalysis analysis, Terminal terminal) {
    var document = EcgDocument.of(record, read, analysis);
    if (json.given()) {
      StandardOutput.print(document);
      return;
    }
    terminal.say(
        String.format(
            Locale.ROOT,
            "%s: %d leads, %.1f s at %s Hz, quality %s, %d R peaks",
            read.format().word(),
            read.signal().leadCount(),
            read.signal().durationSeconds(),
            read.signal().samplingFrequencyHz(),
            document.get("quality").asText(),
            analysis.measurements().rPeaks().count()));
    terminal.say("intervals in ms: " + document.get("intervals_ms"));
    terminal.say(
        "QRS axis " + document.get("axis_degrees") + "°, rhythm " + document.get("rhythm"));
    document.get("problems").forEach(problem -> terminal.say("  " + problem.asText()));
  }

  private Tensor tensor(EcgSignal signal) {
    if (encoder) {
      return EcgTensor.of(signal).signal();
    }
    int samples = signal.sampleCount();
    var values = new float[signal.leadCount() * samples];
    for (int lead = 0; lead < signal.leadCount(); lead++) {
      System.arraycopy(signal.microvolts(lead), 0, values, lead * samples, samples);
    }
    return Tensor.of(values, signal.leadCount(), samples);
  }
}
