package org.chiasm.connect.series;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.chiasm.EventValue.ImageInstance;
import org.chiasm.Tensor;
import org.chiasm.connect.pixel.DecodedImage;
import org.chiasm.connect.pixel.InstancePixels;
import org.chiasm.connect.pixel.PhotometricInterpretation;
import org.chiasm.connect.pixel.Undecodable;
import org.chiasm.imaging.volume.GreyRange;
import org.chiasm.imaging.volume.ImageTensors;
import org.chiasm.imaging.volume.PlaneScaling;
import org.chiasm.imaging.words.ContentReader;
import org.chiasm.imaging.words.HeaderNumbers;
import org.chiasm.imaging.words.Projections;
import org.chiasm.imaging.words.SeriesContent;

/**
 * The tensors of {@link ImageTensors}: a radiograph, or a stack reduced slice by slice. A stack of
 * other equipment than CT has no Hounsfield units: its grey values are brought to [0, 1].
 */
final class StandardPixels {
  private StandardPixels() {}

  /**
   * Reads a series.
   *
   * @param root the folder of the feed its instances were found in
   * @param instances of one series; one that is a projection, else a stack
   */
  static SeriesPixels read(Path root, List<ImageInstance> instances) {
    if (instances.isEmpty()) {
      return new SeriesPixels.Refused("no instance of the series is known");
    }
    var first = instances.getFirst();
    boolean ct =
        first.attribute("Modality").strip().equalsIgnoreCase("CT") && !isTomosynthesis(first);
    if (isProjection(first)) {
      return projection(root, instances);
    }
    boolean isStack = instances.size() > 1 || !first.attribute("ImageOrientationPatient").isBlank();
    var slices = new ArrayList<float[]>();
    var places = new ArrayList<OptionalDouble>();
    var notes = new TreeSet<String>();
    for (var instance : instances) {
      switch (InstanceFile.open(root, instance)) {
        case InstanceFile.Closed(var closed) -> {
          return new SeriesPixels.Refused(closed.reason());
        }
        case InstanceFile.Opened(var file) -> {
          var pixels = InstancePixels.of(file);
          var stacks = FrameStacks.of(file, pixels.frameCount());
          stacks.note().ifPresent(notes::add);
          for (int frame : stacks.frames()) {
            switch (pixels.image(frame)) {
              case Undecodable(_, var reason) -> {
                return new SeriesPixels.Refused(reason);
              }
              case DecodedImage image when !isStack && pixels.frameCount() == 1 -> {
                return SeriesPixels.read(
                    ImageTensors.projection(
                        grey(image, 0),
                        image.rows(),
                        image.columns(),
                        image.photometric() == PhotometricInterpretation.MONOCHROME1));
              }
              case DecodedImage image -> {
                slices.add(reduced(image, ct));
                places.add(FrameGeometry.place(file, frame));
              }
            }
          }
        }
      }
    }
    if (slices.isEmpty()) {
      return new SeriesPixels.Refused("the series has no frame");
    }
    return new SeriesPixels.Read(tensor(slices, places, ct, notes), List.copyOf(notes));
  }

  /** Whether it is one exposure: a series of several holds several pictures, no stack. */
  private static boolean isProjection(ImageInstance instance) {
    return Projections.isProjection(instance.attribute("Modality"))
        && instance.attribute("ImageOrientationPatient").isBlank()
        && HeaderNumbers.first(instance, "NumberOfFrames").orElse(1) <= 1
        && !isTomosynthesis(instance);
  }

  /** Slices without Hounsfield units, whatever Modality they were stored under. */
  private static boolean isTomosynthesis(ImageInstance instance) {
    return ContentReader.shipped().read(instance).content() == SeriesContent.TOMOSYNTHESIS;
  }

  private static SeriesPixels projection(Path root, List<ImageInstance> instances) {
    return switch (InstanceFile.pixels(root, instances.getFirst())) {
      case Undecodable(_, var reason) -> new SeriesPixels.Refused(reason);
      case DecodedImage image ->
          new SeriesPixels.Read(
              ImageTensors.projection(
                  grey(image, 0),
                  image.rows(),
                  image.columns(),
                  image.photometric() == PhotometricInterpretation.MONOCHROME1),
              instances.size() > 1
                  ? List.of("the first of several radiographs of the series is read")
                  : List.of());
    };
  }

  /** A picture of 128 × 128 numbers. */
  private static float[] reduced(DecodedImage image, boolean ct) {
    return ct
        ? ImageTensors.slice(grey(image, 0), image.rows(), image.columns())
        : PlaneScaling.scaled(
            grey(image, 0),
            image.rows(),
            image.columns(),
            ImageTensors.VOLUME_SIZE,
            ImageTensors.VOLUME_SIZE);
  }

  /** Stacked by place; in their order where one of them states none. */
  private static Tensor tensor(
      List<float[]> slices, List<OptionalDouble> places, boolean ct, Set<String> notes) {
    boolean placed = places.stream().allMatch(OptionalDouble::isPresent);
    double[] at = new double[slices.size()];
    for (int i = 0; i < at.length; i++) {
      at[i] = placed ? places.get(i).orElse(i) : i;
    }
    if (!placed && at.length > 1) {
      notes.add("a slice states no place: the slices are taken in their order, at equal distance");
    }
    if (placed && Arrays.stream(at).distinct().count() < at.length) {
      notes.add("slices at one place are averaged");
    }
    var volume = ImageTensors.volume(slices, at);
    return ct
        ? volume
        : Tensor.of(
            GreyRange.of(volume.values()).scaled(volume.values()),
            1,
            ImageTensors.VOLUME_DEPTH,
            ImageTensors.VOLUME_SIZE,
            ImageTensors.VOLUME_SIZE);
  }

  /** One frame, colours averaged. */
  static float[] grey(DecodedImage image, int frame) {
    int samples = image.samplesPerPixel();
    int pixels = image.rows() * image.columns();
    float[] values = image.values().values();
    int from = frame * pixels * samples;
    if (samples == 1) {
      return Arrays.copyOfRange(values, from, from + pixels);
    }
    var grey = new float[pixels];
    for (int i = 0; i < pixels; i++) {
      float sum = 0;
      for (int sample = 0; sample < samples; sample++) {
        sum += values[from + i * samples + sample];
      }
      grey[i] = sum / samples;
    }
    return grey;
  }
}
