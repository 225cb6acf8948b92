package org.chiasm.connect.series;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.chiasm.EventValue.ImageInstance;
import org.chiasm.Tensor;
import org.chiasm.imaging.volume.ImageTensors;
import org.chiasm.study.SeriesRule;
import org.chiasm.study.TensorRule;

/**
 * The pixels of a chosen series in the shape encoders read, or why there are none. What is large is
 * reduced slice by slice or tile by tile, so that it is never held at full size; a series of which
 * one slice cannot be read is refused whole, because a model must not be shown a chest with a piece
 * missing.
 */
public sealed interface SeriesPixels {
  /** How many tiles of a slide are read where the study file does not say. */
  int TILES = 16;

  /** At which scale they are read, in micrometres a pixel: about 20 × magnification. */
  double TILE_MICROMETRES = 0.5;

  /**
   * The series can be read.
   *
   * @param tensor as {@link ImageTensors} lays it out, or as the rule says
   * @param notes what a reader should know of it, in words, without patient data; usually empty
   */
  record Read(Tensor tensor, List<String> notes) implements SeriesPixels {
    /** Checks that there is one. */
    public Read {
      requireNonNull(tensor, "tensor");
      notes = List.copyOf(notes);
    }
  }

  /**
   * It cannot.
   *
   * @param reason without patient data; names the transfer syntax where decoding failed
   */
  record Refused(String reason) implements SeriesPixels {
    /** Checks that there is one. */
    public Refused {
      requireNonNull(reason, "reason");
    }
  }

  /** A tensor about which there is nothing to say. */
  static SeriesPixels read(Tensor tensor) {
    return new Read(tensor, List.of());
  }

  /** Reads a series in the standard shape of its kind. */
  static SeriesPixels read(Path root, List<ImageInstance> instances) {
    return read(root, instances, new TensorRule.Standard());
  }

  /**
   * Reads a series.
   *
   * @param root the folder of the feed its instances were found in
   * @param instances of one series
   * @param rule in which shape
   */
  static SeriesPixels read(Path root, List<ImageInstance> instances, TensorRule rule) {
    if (instances.isEmpty()) {
      return new Refused("no instance of the series is known");
    }
    String modality = instances.getFirst().attribute("Modality").strip().toUpperCase(Locale.ROOT);
    return switch (rule) {
      case TensorRule.VolumeAt volume when SeriesRule.FLAT.contains(modality) ->
          new Refused(
              modality + " has no slices to make a volume at " + volume.spacingMm() + " mm");
      case TensorRule.VolumeAt volume -> VolumeSeries.tensor(root, instances, volume);
      case TensorRule.RadiographOf radiograph ->
          RadiographSeries.tensor(root, instances, radiograph);
      case TensorRule.TilesAt tiles when !modality.equals("SM") ->
          new Refused(modality + " is no whole slide: it has no " + tiles.count() + " tiles");
      case TensorRule.TilesAt tiles -> SlideSeries.tensor(root, instances, tiles);
      case TensorRule.Standard _ ->
          switch (modality) {
            case "SM" ->
                SlideSeries.tensor(
                    root,
                    instances,
                    new TensorRule.TilesAt(TILES, TILE_MICROMETRES, OptionalLong.empty()));
            case "OP", "XC" -> PhotographSeries.tensor(root, instances);
            case "OPT" -> TomographySeries.tensor(root, instances);
            default -> StandardPixels.read(root, instances);
          };
    };
  }
}
