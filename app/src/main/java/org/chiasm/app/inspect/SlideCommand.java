package org.chiasm.app.inspect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.chiasm.NpyFormat;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.app.terminal.ExitCode;
import org.chiasm.app.terminal.JsonOption;
import org.chiasm.app.terminal.StandardOutput;
import org.chiasm.app.terminal.Terminal;
import org.chiasm.connect.display.PngFile;
import org.chiasm.connect.slide.Slide;
import org.chiasm.connect.slide.SlideException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A whole slide: its levels, how much of it is tissue, and tiles of tissue. */
@Command(
    name = "slide",
    header = "Reads a whole slide: its levels, its tissue, tiles at a stated scale.",
    mixinStandardHelpOptions = true,
    description =
        "For DICOM SM. Tiles are 256 x 256 pixels with tissue. Labels and overviews are left "
            + "out.",
    footer = {
      "",
      "Example:",
      "  chiasm slide PACS --mpp 0.5 --tiles 16 --out tiles.png --json",
      "",
      "Exit codes: 0 done, 2 wrong use, 3 the slide cannot be read, 4 a limit was hit, 70 a bug."
    })
public final class SlideCommand implements Callable<Integer> {
  private static final int TILES_MAX = 256;

  @Parameters(paramLabel = "DIR", description = "Folder with DICOM files.")
  private Path directory = Path.of("");

  @Option(names = "--series", paramLabel = "UID", description = "SeriesInstanceUID.")
  private @Nullable String series;

  @Option(
      names = "--mpp",
      paramLabel = "UM",
      defaultValue = "0.5",
      description = "Micrometres per pixel of the tiles (default: ${DEFAULT-VALUE}).")
  private double micrometresPerPixel;

  @Option(
      names = "--tiles",
      paramLabel = "N",
      defaultValue = "16",
      description = "How many tiles, 1 to 256 (default: ${DEFAULT-VALUE}).")
  private int tiles;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Draws the tiles; without it they are spread evenly.")
  private @Nullable Long seed;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "F.npy: tiles x 3 x 256 x 256; F.png: the tiles on one sheet.")
  private @Nullable Path out;

  @Mixin private JsonOption json = new JsonOption();

  /** Called by the command line. */
  public SlideCommand() {}

  @Override
  public Integer call() throws Exception {
    if (!(micrometresPerPixel > 0) || tiles < 1 || tiles > TILES_MAX) {
      throw new WrongUseException(
          "--mpp "
              + micrometresPerPixel
              + " --tiles "
              + tiles
              + ": expected positive numbers, at"
              + " most "
              + TILES_MAX
              + " tiles");
    }
    var files = SeriesFiles.of(directory, Optional.ofNullable(series), Optional.of("SM"));
    var terminal = Terminal.ofProcess();
    try {
      var slide = Slide.of(files.headers());
      var chosen =
          slide.tiles(
              tiles,
              micrometresPerPixel,
              seed == null ? OptionalLong.empty() : OptionalLong.of(seed));
      if (out != null) {
        write(out, chosen);
      }
      var document = document(files, slide, chosen);
      if (json.given()) {
        StandardOutput.print(document);
      } else {
        terminal.say(document.toPrettyString());
      }
      return ExitCode.DONE;
    } catch (SlideException refused) {
      terminal.complain("chiasm: the slide cannot be read: " + refused.reason());
      return ExitCode.SOURCE_FAILED;
    }
  }

  private static void write(Path file, Slide.Tiles chosen) throws Exception {
    if (file.toString().endsWith(".npy")) {
      Files.write(file, NpyFormat.encode(chosen.tensor()));
    } else if (file.toString().endsWith(".png")) {
      int size = Slide.TILE_SIZE;
      float[] values = chosen.tensor().values();
      var pictures = new ArrayList<PictureSheet>();
      for (int tile = 0; tile < chosen.positions().size(); tile++) {
        float[] planes =
            Arrays.copyOfRange(values, tile * 3 * size * size, (tile + 1) * 3 * size * size);
        float[] rgb = new float[planes.length];
        for (int i = 0; i < planes.length; i++) {
          rgb[i % (size * size) * 3 + i / (size * size)] = planes[i];
        }
        pictures.add(new PictureSheet(size, size, 3, rgb));
      }
      var sheet = PictureSheet.of(pictures, 4);
      PngFile.write(sheet.picture(), file);
    } else {
      throw new WrongUseException("--out " + file + ": expected a name that ends in .npy or .png");
    }
  }

  private ObjectNode document(SeriesFiles files, Slide slide, Slide.Tiles chosen) {
    var node = JsonNodeFactory.instance.objectNode();
    node.put("series_instance_uid", files.seriesInstanceUid());
    var levels = node.putArray("levels");
    for (var level : slide.levels()) {
      levels
          .addObject()
          .put("rows", level.rows())
          .put("columns", level.columns())
          .put("micrometres_per_pixel", level.micrometresPerPixel())
          .put("tiles", level.tiles())
          .put("focal_planes", level.focalPlanes())
          .put("optical_paths", level.opticalPaths());
    }
    var notes = node.putArray("notes");
    slide.notes().forEach(notes::add);
    node.put("tissue_share", chosen.tissueShare());
    node.put("micrometres_per_pixel", micrometresPerPixel);
    var positions = node.putArray("tiles");
    for (var tile : chosen.positions()) {
      positions
          .addObject()
          .put("top_um", tile.topMicrometres())
          .put("left_um", tile.leftMicrometres())
          .put("tissue_share", tile.tissueShare());
    }
    return node;
  }
}
