package org.chiasm.connect.pacs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.chiasm.EventValue.ImageInstance;
import org.chiasm.connect.pixel.DecodedImage;
import org.chiasm.connect.pixel.PhotometricInterpretation;
import org.chiasm.connect.pixel.Undecodable;
import org.chiasm.imaging.ImageTensors;

/** The tensors of {@link ImageTensors}: a radiograph, or a stack reduced slice by slice. */
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
    boolean isStack = instances.size() > 1 || !direction(first).isEmpty();
    var slices = new ArrayList<float[]>();
    var places = new ArrayList<Double>();
    for (var instance : instances) {
      switch (InstanceFile.pixels(root, instance)) {
        case Undecodable(_, var reason) -> {
          return new SeriesPixels.Refused(reason);
        }
        case DecodedImage image when !isStack && image.frames() == 1 -> {
          return SeriesPixels.read(
              ImageTensors.projection(
                  grey(image, 0),
                  image.rows(),
                  image.columns(),
                  image.photometric() == PhotometricInterpretation.MONOCHROME1));
        }
        case DecodedImage image -> {
          for (int frame = 0; frame < image.frames(); frame++) {
            slices.add(ImageTensors.slice(grey(image, frame), image.rows(), image.columns()));
            places.add(
                image.frames() == 1
                    ? place(instance).orElse((double) slices.size())
                    : (double) slices.size());
          }
        }
      }
    }
    return SeriesPixels.read(
        ImageTensors.volume(slices, places.stream().mapToDouble(Double::doubleValue).toArray()));
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

  /** Where a slice lies along its normal, in mm (DICOM PS3.3 C.7.6.2.1.1). */
  private static Optional<Double> place(ImageInstance instance) {
    var rows = direction(instance);
    var position = numbers(instance, "ImagePositionPatient", 3);
    if (rows.isEmpty() || position.isEmpty()) {
      return Optional.empty();
    }
    double x = rows.get(1) * rows.get(5) - rows.get(2) * rows.get(4);
    double y = rows.get(2) * rows.get(3) - rows.get(0) * rows.get(5);
    double z = rows.get(0) * rows.get(4) - rows.get(1) * rows.get(3);
    return Optional.of(x * position.get(0) + y * position.get(1) + z * position.get(2));
  }

  private static List<Double> direction(ImageInstance instance) {
    return numbers(instance, "ImageOrientationPatient", 6);
  }

  private static List<Double> numbers(ImageInstance instance, String keyword, int count) {
    var numbers = new ArrayList<Double>();
    for (var part : instance.attribute(keyword).split("\\\\", -1)) {
      try {
        numbers.add(Double.parseDouble(part.strip()));
      } catch (NumberFormatException _) {
        return List.of();
      }
    }
    return numbers.size() == count && numbers.stream().allMatch(Double::isFinite)
        ? numbers
        : List.of();
  }
}
