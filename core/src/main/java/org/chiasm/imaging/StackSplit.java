package org.chiasm.imaging;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.chiasm.EventValue.ImageInstance;

/**
 * One of several stacks that a series holds over the same places, such as two acquisitions, two
 * echoes or two diffusion weightings: the one with most slices, and of equally large ones the one
 * with the smallest value, for DiffusionBValue the largest.
 *
 * @param kept the stack to read
 * @param attribute the keyword by which the stacks are told apart
 * @param stacks how many there are
 * @param leftOut instances of the others
 */
record StackSplit(ImagingSeries kept, String attribute, int stacks, int leftOut) {
  /** What stacks over the same places usually differ in, most telling first. */
  private static final List<String> ATTRIBUTES =
      List.of(
          "AcquisitionNumber",
          "TemporalPositionIdentifier",
          "StackID",
          "DiffusionBValue",
          "EchoTime",
          "ConvolutionKernel",
          "ImageType",
          "SliceThickness",
          "AcquisitionTime");

  private static final double DOUBLED = 0.3;

  private record Stack(String value, List<ImageInstance> instances, StackGeometry geometry) {}

  /** The split of a series in which many slices lie where others lie; empty for other series. */
  static Optional<StackSplit> of(ImagingSeries series) {
    if (series.isProjection()) {
      return Optional.empty();
    }
    var whole = series.geometry();
    if (whole.positions() < 2 || whole.duplicates() < DOUBLED * whole.positions()) {
      return Optional.empty();
    }
    for (String attribute : ATTRIBUTES) {
      var stacks = stacks(series, attribute);
      boolean separates =
          stacks.size() > 1
              && stacks.size() <= whole.slices().size() / 2
              && stacks.stream().allMatch(stack -> stack.geometry().duplicates() == 0);
      if (separates) {
        var kept = best(stacks, attribute);
        return series
            .only(kept.instances())
            .map(
                only ->
                    new StackSplit(
                        only,
                        attribute,
                        stacks.size(),
                        series.instances().size() - kept.instances().size()));
      }
    }
    return Optional.empty();
  }

  SeriesReason reason() {
    return new SeriesReason(
        "geometry",
        SeriesReason.Verdict.NOTED,
        "",
        stacks
            + " stacks over the same places; one is read, "
            + leftOut
            + " instances of the others left out",
        attribute);
  }

  private static List<Stack> stacks(ImagingSeries series, String attribute) {
    Map<String, List<ImageInstance>> byValue = new TreeMap<>();
    for (var instance : series.instances()) {
      byValue
          .computeIfAbsent(instance.attribute(attribute).strip(), _ -> new ArrayList<>())
          .add(instance);
    }
    var stacks = new ArrayList<Stack>();
    byValue.forEach(
        (value, instances) -> stacks.add(new Stack(value, instances, StackGeometry.of(instances))));
    return stacks;
  }

  private static Stack best(List<Stack> stacks, String attribute) {
    int direction = attribute.equals("DiffusionBValue") ? -1 : 1;
    return stacks.stream()
        .min(
            Comparator.comparingInt((Stack stack) -> -stack.geometry().positions())
                .thenComparingDouble(stack -> direction * number(stack.value()))
                .thenComparing(Stack::value))
        .orElseThrow();
  }

  private static double number(String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException notANumber) {
      return 0;
    }
  }
}
