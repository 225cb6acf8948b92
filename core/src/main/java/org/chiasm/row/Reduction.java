package org.chiasm.row;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.chiasm.study.InputDefinition.Reduce;

/** How the usable readings in a window become one number. */
final class Reduction {
  private static final double SECONDS_PER_HOUR = 3600.0;

  private Reduction() {}

  /**
   * A usable reading.
   *
   * @param time effective
   * @param value in the concept's unit
   */
  record Reading(Instant time, double value) {}

  /**
   * The number, or nothing where the reduction needs more readings than there are.
   *
   * @param readings in event order, so effective times never fall
   */
  static OptionalDouble reduce(Reduce reduce, List<Reading> readings, Instant anchor) {
    if (reduce == Reduce.COUNT) {
      return OptionalDouble.of(readings.size());
    }
    if (reduce == Reduce.EXISTS) {
      return OptionalDouble.of(readings.isEmpty() ? 0 : 1);
    }
    if (readings.isEmpty()) {
      return OptionalDouble.empty();
    }
    return switch (reduce) {
      case FIRST -> OptionalDouble.of(readings.getFirst().value());
      case LAST -> OptionalDouble.of(readings.getLast().value());
      case NEAREST -> OptionalDouble.of(readings.get(nearest(readings, anchor)).value());
      case MIN -> readings.stream().mapToDouble(Reading::value).min();
      case MAX -> readings.stream().mapToDouble(Reading::value).max();
      case SUM -> OptionalDouble.of(sum(readings));
      case MEAN -> OptionalDouble.of(sum(readings) / readings.size());
      case STD -> standardDeviation(readings);
      case SLOPE -> slopePerHour(readings);
      case COUNT, EXISTS -> throw new AssertionError("decided above");
    };
  }

  /** The index of the reading closest to the anchor; of two equally close, the earlier. */
  static int nearest(List<Reading> readings, Instant anchor) {
    int best = 0;
    for (int i = 1; i < readings.size(); i++) {
      if (distance(readings.get(i), anchor).compareTo(distance(readings.get(best), anchor)) < 0) {
        best = i;
      }
    }
    return best;
  }

  private static Duration distance(Reading reading, Instant anchor) {
    return Duration.between(reading.time(), anchor).abs();
  }

  private static double sum(List<Reading> readings) {
    double sum = 0;
    for (var reading : readings) {
      sum += reading.value();
    }
    return sum;
  }

  private static OptionalDouble standardDeviation(List<Reading> readings) {
    if (readings.size() < 2) {
      return OptionalDouble.empty();
    }
    double mean = sum(readings) / readings.size();
    double squares = 0;
    for (var reading : readings) {
      squares += (reading.value() - mean) * (reading.value() - mean);
    }
    return OptionalDouble.of(Math.sqrt(squares / (readings.size() - 1)));
  }

  private static OptionalDouble slopePerHour(List<Reading> readings) {
    var origin = readings.getFirst().time();
    int count = readings.size();
    double meanHours = 0;
    for (var reading : readings) {
      meanHours += hours(origin, reading.time()) / count;
    }
    double mean = sum(readings) / count;
    double covariance = 0;
    double variance = 0;
    for (var reading : readings) {
      double hours = hours(origin, reading.time()) - meanHours;
      covariance += hours * (reading.value() - mean);
      variance += hours * hours;
    }
    return variance == 0 ? OptionalDouble.empty() : OptionalDouble.of(covariance / variance);
  }

  private static double hours(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1000.0 / SECONDS_PER_HOUR;
  }
}
