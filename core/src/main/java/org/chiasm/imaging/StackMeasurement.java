package org.chiasm.imaging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.chiasm.EventValue.ImageInstance;
import org.chiasm.imaging.words.HeaderNumbers;

/** Measures the stack that the instances of a series form. */
final class StackMeasurement {
  private static final double SAME_DIRECTION = Math.cos(Math.toRadians(1));
  private static final double SAME_PLACE_MM = 0.01;
  private static final double MIN_TILT_DEGREES = 0.5;

  private record Placed(ImageInstance instance, Vector3 normal, List<Vector3> corners) {}

  private record Slice(ImageInstance instance, double place, Vector3 corner) {}

  private StackMeasurement() {}

  static StackGeometry measure(List<ImageInstance> instances) {
    var placed =
        instances.stream()
            .sorted(Comparator.comparing(ImageInstance::sopInstanceUid))
            .map(StackMeasurement::place)
            .flatMap(Optional::stream)
            .toList();
    if (placed.isEmpty()) {
      return unplaced(instances);
    }
    var stack = largestStack(placed);
    var normal = stack.getFirst().normal();
    var slices = new ArrayList<Slice>();
    for (var each : stack) {
      for (var corner : each.corners()) {
        slices.add(new Slice(each.instance(), corner.dot(normal), corner));
      }
    }
    slices.sort(
        Comparator.comparingDouble(Slice::place)
            .thenComparing(slice -> slice.instance().sopInstanceUid()));
    var thicknesses = thicknesses(stack.stream().map(Placed::instance).toList());
    double[] places = distinctPlaces(slices);
    var spacing = medianGap(places);
    double outer =
        thicknesses.length == 0 ? spacing.orElse(0) : thicknesses[thicknesses.length - 1];
    return new StackGeometry(
        ImagePlane.ofNormal(normal),
        lean(normal),
        tilt(slices, normal),
        slices.stream().map(Slice::instance).distinct().toList(),
        places.length,
        instances.size() - stack.size(),
        slices.size() - places.length,
        missing(places, spacing, outer),
        spacing,
        first(thicknesses),
        last(thicknesses),
        places[places.length - 1] - places[0] + outer,
        announced(instances));
  }

  /**
   * Only the order of the headers is known: by SliceLocation where all have one, else by number.
   */
  private static StackGeometry unplaced(List<ImageInstance> instances) {
    String key =
        instances.stream().allMatch(each -> HeaderNumbers.first(each, "SliceLocation").isPresent())
            ? "SliceLocation"
            : "InstanceNumber";
    var sorted =
        instances.stream()
            .sorted(
                Comparator.comparingDouble(
                        (ImageInstance each) ->
                            HeaderNumbers.first(each, key).orElse(Double.MAX_VALUE))
                    .thenComparing(ImageInstance::sopInstanceUid))
            .toList();
    var thicknesses = thicknesses(instances);
    return new StackGeometry(
        ImagePlane.UNKNOWN,
        0,
        0,
        sorted,
        0,
        0,
        0,
        0,
        OptionalDouble.empty(),
        first(thicknesses),
        last(thicknesses),
        0,
        announced(instances));
  }

  private static Optional<Placed> place(ImageInstance instance) {
    var orientation = HeaderNumbers.all(instance, "ImageOrientationPatient");
    var position = HeaderNumbers.all(instance, "ImagePositionPatient");
    if (orientation.size() < 6 || position.size() < 3 || position.size() % 3 != 0) {
      return Optional.empty();
    }
    var normal =
        Vector3.of(orientation, 0).cross(Vector3.of(orientation, 3)).unit().alongMainAxis();
    if (!normal.isFinite()) {
      return Optional.empty();
    }
    var corners = new ArrayList<Vector3>();
    for (int i = 0; i < position.size(); i += 3) {
      corners.add(Vector3.of(position, i));
    }
    return Optional.of(new Placed(instance, normal, corners));
  }

  /** The instances that share the orientation which most have; of equally large, the first. */
  private static List<Placed> largestStack(List<Placed> placed) {
    var stacks = new ArrayList<List<Placed>>();
    for (var each : placed) {
      stacks.stream()
          .filter(stack -> stack.getFirst().normal().dot(each.normal()) >= SAME_DIRECTION)
          .findFirst()
          .orElseGet(
              () -> {
                stacks.add(new ArrayList<>());
                return stacks.getLast();
              })
          .add(each);
    }
    return stacks.stream().reduce((a, b) -> b.size() > a.size() ? b : a).orElse(placed);
  }

  private static double[] distinctPlaces(List<Slice> slices) {
    double[] distinct = new double[slices.size()];
    int count = 0;
    for (var slice : slices) {
      if (count == 0 || slice.place() - distinct[count - 1] > SAME_PLACE_MM) {
        distinct[count++] = slice.place();
      }
    }
    return Arrays.copyOf(distinct, count);
  }

  private static OptionalDouble medianGap(double[] places) {
    if (places.length < 2) {
      return OptionalDouble.empty();
    }
    double[] gaps = new double[places.length - 1];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = places[i + 1] - places[i];
    }
    Arrays.sort(gaps);
    return OptionalDouble.of(gaps[gaps.length / 2]);
  }

  /** A gap counts where it is wider than both the usual one and the thickest slice by half. */
  private static int missing(double[] places, OptionalDouble spacing, double thickest) {
    if (spacing.isEmpty()) {
      return 0;
    }
    double usual = spacing.getAsDouble();
    double allowed = 1.5 * Math.max(usual, thickest);
    long missing = 0;
    for (int i = 0; i + 1 < places.length; i++) {
      double gap = places[i + 1] - places[i];
      if (gap > allowed) {
        missing += Math.max(1, Math.round(gap / usual) - 1);
      }
    }
    return (int) Math.min(Integer.MAX_VALUE, missing);
  }

  private static double lean(Vector3 normal) {
    double main =
        Math.max(Math.abs(normal.x()), Math.max(Math.abs(normal.y()), Math.abs(normal.z())));
    return Math.toDegrees(Math.acos(Math.min(1, main)));
  }

  private static double tilt(List<Slice> slices, Vector3 normal) {
    var along = slices.getLast().corner().minus(slices.getFirst().corner());
    if (slices.getLast().place() - slices.getFirst().place() <= SAME_PLACE_MM) {
      return 0;
    }
    double degrees = Math.toDegrees(Math.acos(Math.min(1, Math.abs(along.unit().dot(normal)))));
    return degrees < MIN_TILT_DEGREES ? 0 : degrees;
  }

  private static double[] thicknesses(List<ImageInstance> instances) {
    return instances.stream()
        .map(each -> HeaderNumbers.first(each, "SliceThickness"))
        .flatMapToDouble(OptionalDouble::stream)
        .filter(thickness -> thickness > 0)
        .sorted()
        .toArray();
  }

  private static OptionalInt announced(List<ImageInstance> instances) {
    return instances.stream()
        .map(each -> HeaderNumbers.first(each, "ImagesInAcquisition"))
        .flatMapToDouble(OptionalDouble::stream)
        .filter(count -> count >= 1 && count <= Integer.MAX_VALUE)
        .mapToInt(count -> (int) count)
        .max();
  }

  private static OptionalDouble first(double[] sorted) {
    return sorted.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(sorted[0]);
  }

  private static OptionalDouble last(double[] sorted) {
    return sorted.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(sorted[sorted.length - 1]);
  }
}
