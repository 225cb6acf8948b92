package org.chiasm.app.inspect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.chiasm.NpyFormat;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.app.terminal.ExitCode;
import org.chiasm.app.terminal.JsonOption;
import org.chiasm.app.terminal.StandardOutput;
import org.chiasm.app.terminal.Terminal;
import org.chiasm.connect.display.PngFile;
import org.chiasm.connect.series.VolumeSeries;
import org.chiasm.imaging.Vector3;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A series of slices as a volume at a stated spacing. */
@Command(
    name = "volume",
    header = "Reads a series of slices as a volume at a stated spacing.",
    mixinStandardHelpOptions = true,
    description =
        "The grid is axial: columns to the left, rows to the back, slices to the head. Says "
            + "where the volume lies and whether a CT's numbers are Hounsfield units. Of several "
            + "series the one with most files is read.",
    footer = {
      "",
      "Example:",
      "  chiasm volume PACS --spacing 1.5mm --out volume.png --json",
      "",
      "Exit codes: 0 done, 2 wrong use, 3 the series cannot be read, 4 a limit was hit, 70 a bug."
    })
public final class VolumeCommand implements Callable<Integer> {
  private static final Pattern MILLIMETRES = Pattern.compile("\\s*([0-9]*\\.?[0-9]+)\\s*mm\\s*");

  @Parameters(paramLabel = "DIR", description = "Folder with DICOM files.")
  private Path directory = Path.of("");

  @Option(names = "--series", paramLabel = "UID", description = "SeriesInstanceUID.")
  private @Nullable String series;

  @Option(
      names = "--spacing",
      paramLabel = "MM",
      defaultValue = "1.5mm",
      description = "Voxel size with its unit (default: ${DEFAULT-VALUE}).")
  private String spacing = "1.5mm";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "F.npy: the voxels, slices x rows x columns; F.png: three middle planes.")
  private @Nullable Path out;

  @Mixin private JsonOption json = new JsonOption();

  /** Called by the command line. */
  public VolumeCommand() {}

  @Override
  public Integer call() throws Exception {
    var matcher = MILLIMETRES.matcher(spacing);
    if (!matcher.matches() || !(Double.parseDouble(matcher.group(1)) > 0)) {
      throw new WrongUseException(
          "--spacing " + spacing + ": expected a length in mm, such as 1.5mm");
    }
    var files = SeriesFiles.of(directory, Optional.ofNullable(series), Optional.empty());
    var terminal = Terminal.ofProcess();
    return switch (VolumeSeries.read(
        files.root(), files.instances(), Double.parseDouble(matcher.group(1)))) {
      case VolumeSeries.Refused(var reason) -> {
        terminal.complain("chiasm: the series cannot be read: " + reason);
        yield ExitCode.SOURCE_FAILED;
      }
      case VolumeSeries.Read read -> {
        if (out != null) {
          write(out, read);
        }
        if (json.given()) {
          StandardOutput.print(document(files, read));
        } else {
          terminal.say(document(files, read).toPrettyString());
        }
        yield ExitCode.DONE;
      }
    };
  }

  private static void write(Path file, VolumeSeries.Read read) throws Exception {
    if (file.toString().endsWith(".npy")) {
      Files.write(file, NpyFormat.encode(read.volume().tensor()));
    } else if (file.toString().endsWith(".png")) {
      var sheet = PictureSheet.planes(read.volume(), read.hounsfield().isPresent());
      PngFile.write(sheet.picture(), file);
    } else {
      throw new WrongUseException("--out " + file + ": expected a name that ends in .npy or .png");
    }
  }

  private static ObjectNode document(SeriesFiles files, VolumeSeries.Read read) {
    var node = JsonNodeFactory.instance.objectNode();
    var geometry = read.volume().geometry();
    var stack = read.stack();
    node.put("series_instance_uid", files.seriesInstanceUid());
    node.putArray("shape").add(geometry.slices()).add(geometry.rows()).add(geometry.columns());
    node.put("spacing_mm", geometry.spacing().x());
    put(node, "origin_lps_mm", geometry.origin());
    var source = node.putObject("source");
    source.put("slices", stack.places().size());
    source.put("rows", stack.rows());
    source.put("columns", stack.columns());
    source.put("row_spacing_mm", stack.rowSpacing());
    source.put("column_spacing_mm", stack.columnSpacing());
    source.put("slice_spacing_mm", stack.spacing(0));
    source.put("largest_gap_mm", stack.largestGap());
    source.put("duplicates", stack.duplicates());
    source.put("tilt_degrees", stack.tiltDegrees());
    put(source, "normal_lps", stack.normal());
    read.hounsfield()
        .ifPresent(
            check -> {
              var hounsfield = node.putObject("hounsfield");
              hounsfield.put("verdict", check.verdict().name());
              hounsfield.put("lowest_peak_hu", check.lowestPeakHu());
              hounsfield.put("share", check.share());
              hounsfield.put("padding_share", check.paddingShare());
              var evidence = hounsfield.putArray("evidence");
              check.evidence().forEach(evidence::add);
            });
    var notes = node.putArray("notes");
    read.notes().forEach(notes::add);
    return node;
  }

  private static void put(ObjectNode node, String name, Vector3 vector) {
    node.putArray(name).add(vector.x()).add(vector.y()).add(vector.z());
  }
}
