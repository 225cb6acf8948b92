package org.chiasm.app.inspect;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.app.terminal.ExitCode;
import org.chiasm.app.terminal.JsonOption;
import org.chiasm.app.terminal.StandardOutput;
import org.chiasm.app.terminal.Terminal;
import org.chiasm.connect.display.VoiLut;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the pixels of one DICOM file are. */
@Command(
    name = "image",
    header = "Decodes the pixels of one DICOM file.",
    mixinStandardHelpOptions = true,
    description =
        "F.npy takes frames x rows x columns (x 3 of colours) after the modality LUT, or with "
            + "--stored the stored values; F.png one frame as a screen shows it. Without --out "
            + "nothing is written and the numbers are still looked at.",
    footer = {
      "",
      "Examples:",
      "  chiasm image slice.dcm --out slice.npy --json",
      "  chiasm image slice.dcm --out slice.png --window 40,400",
      "  chiasm image cine.dcm --out frame.png --frame 12",
      "",
      "Exit codes: 0 done, 2 wrong use, 3 the file cannot be read or its pixels cannot be decoded",
      "(--json still says why), 4 a limit was hit, 70 a bug."
    })
public final class ImageCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The DICOM file.")
  private Path file = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "F",
      description = "What to write: a file that ends with .npy or .png.")
  private @Nullable Path out;

  @Option(names = "--stored", description = "Stored values (and palette indexes) in F.npy.")
  private boolean stored;

  @Option(
      names = "--frame",
      paramLabel = "N",
      description = "Only this frame, from 1. A picture is of the middle one otherwise.")
  private @Nullable Integer frame;

  @Option(
      names = "--window",
      paramLabel = "C,W",
      description = "Window center and width of a picture, after the modality LUT.")
  private @Nullable String window;

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() throws Exception {
    if (!Files.isRegularFile(file)) {
      throw new WrongUseException("no file at " + file);
    }
    var request =
        new ImageReport.Request(
            Optional.ofNullable(out),
            stored,
            Optional.ofNullable(frame).map(number -> number - 1),
            voi());
    checkEnding();
    var report = ImageReport.of(file, request);
    if (json.given()) {
      StandardOutput.print(report.document());
    } else {
      StandardOutput.print(report.words());
    }
    report.reason().ifPresent(Terminal.ofProcess()::complain);
    return report.reason().isPresent() ? ExitCode.SOURCE_FAILED : ExitCode.DONE;
  }

  private void checkEnding() throws WrongUseException {
    if (out != null) {
      String name = out.toString().toLowerCase(Locale.ROOT);
      if (!name.endsWith(".npy") && !name.endsWith(".png")) {
        throw new WrongUseException("--out must end with .npy or .png, got " + out);
      }
    }
    if (frame != null && frame < 1) {
      throw new WrongUseException("--frame counts from 1, got " + frame);
    }
  }

  private Optional<VoiLut> voi() throws WrongUseException {
    if (window == null) {
      return Optional.empty();
    }
    var parts = window.split(",", -1);
    try {
      if (parts.length == 2) {
        return Optional.of(
            new VoiLut.Window(
                Double.parseDouble(parts[0]), Double.parseDouble(parts[1]), VoiLut.Shape.LINEAR));
      }
    } catch (IllegalArgumentException _) {
      throw new WrongUseException("--window takes a center and a positive width, got " + window);
    }
    throw new WrongUseException("--window takes a center and a width, such as 40,400");
  }
}
