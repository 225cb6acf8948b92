package org.chiasm.imaging;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chiasm.imaging.words.HeaderNumbers;

/**
 * Whether all of a series is there. While it arrives nobody can know; what can be known is whether
 * a number that the headers announce is reached, and whether there are holes.
 *
 * @param judgement what follows
 * @param because the figures it follows from
 * @param gap what is missing, in words; empty where nothing is known to be
 */
record Completeness(Judgement judgement, String because, Optional<String> gap) {
  /** What can be said. */
  enum Judgement {
    /** As many as announced, without holes. */
    COMPLETE,
    /** Fewer than announced, or holes. */
    INCOMPLETE,
    /** Without holes, and nothing announces a number. */
    NOT_TOLD;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Of all instances of a series and the geometry of its readable stack. */
  static Completeness of(ImagingSeries series, StackGeometry geometry) {
    long[] numbers =
        series.instances().stream()
            .map(instance -> HeaderNumbers.first(instance, "InstanceNumber"))
            .flatMapToDouble(OptionalDouble::stream)
            .mapToLong(Math::round)
            .distinct()
            .sorted()
            .toArray();
    long missing = missing(numbers);
    double announced =
        series.instances().stream()
            .map(instance -> HeaderNumbers.first(instance, "NumberOfSeriesRelatedInstances"))
            .flatMapToDouble(OptionalDouble::stream)
            .max()
            .orElse(geometry.announced().orElse(0));
    int there = series.instances().size();
    if (missing > 0) {
      String gap =
          "instance numbers run from "
              + numbers[0]
              + " to "
              + numbers[numbers.length - 1]
              + " and "
              + missing
              + " of them are not there";
      return new Completeness(Judgement.INCOMPLETE, gap, Optional.of(gap));
    }
    if (announced > there) {
      String gap =
          String.format(Locale.ROOT, "%.0f instances are announced and %d there", announced, there);
      return new Completeness(Judgement.INCOMPLETE, gap, Optional.of(gap));
    }
    if (geometry.missingSlices() > 0) {
      String gap = geometry.missingSlices() + " slices are missing between the others";
      return new Completeness(Judgement.INCOMPLETE, gap, Optional.empty());
    }
    return announced > 0
        ? new Completeness(
            Judgement.COMPLETE,
            String.format(Locale.ROOT, "%.0f instances announced, %d there", announced, there),
            Optional.empty())
        : new Completeness(
            Judgement.NOT_TOLD,
            "no holes in numbers or places, and no header announces how many there are",
            Optional.empty());
  }

  /** Holes between numbers of which most follow each other; a stride or jumble counts none. */
  private static long missing(long[] numbers) {
    if (numbers.length < 3) {
      return 0;
    }
    long[] steps = new long[numbers.length - 1];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = numbers[i + 1] - numbers[i];
    }
    long[] sorted = steps.clone();
    Arrays.sort(sorted);
    if (sorted[sorted.length / 2] != 1) {
      return 0;
    }
    return Arrays.stream(steps).map(step -> step - 1).sum();
  }
}
