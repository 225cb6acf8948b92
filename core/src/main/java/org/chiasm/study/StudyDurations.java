package org.chiasm.study;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How study and site files spell durations: {@code 30s}, {@code 15min}, {@code 1.5 h}, {@code -2d},
 * {@code 3wk}.
 */
public final class StudyDurations {
  private static final Pattern SPELLING =
      Pattern.compile("([+-]?[0-9]+(?:\\.[0-9]+)?)\\s*([a-z]+)");
  private static final Map<String, Long> SECONDS =
      Map.of("s", 1L, "min", 60L, "h", 3600L, "d", 86_400L, "wk", 604_800L);

  /** The units in words, for messages. */
  public static final String UNITS = "s, min, h, d or wk";

  private StudyDurations() {}

  /** The duration, or nothing where the text is not one; a number without a unit is not one. */
  public static Optional<Duration> parse(String text) {
    var match = SPELLING.matcher(text.strip());
    if (!match.matches()) {
      return Optional.empty();
    }
    var seconds = SECONDS.get(match.group(2));
    if (seconds == null) {
      return Optional.empty();
    }
    try {
      var micros =
          new BigDecimal(match.group(1)).multiply(BigDecimal.valueOf(seconds * 1_000_000L));
      return Optional.of(Duration.ofNanos(Math.multiplyExact(micros.longValueExact(), 1_000L)));
    } catch (ArithmeticException _) {
      return Optional.empty();
    }
  }

  /** The shortest spelling that {@link #parse} reads back as the same duration. */
  public static String format(Duration duration) {
    long seconds = duration.toSeconds();
    if (duration.toNanosPart() != 0) {
      return BigDecimal.valueOf(seconds)
              .add(BigDecimal.valueOf(duration.toNanosPart(), 9))
              .stripTrailingZeros()
              .toPlainString()
          + "s";
    }
    if (seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "min" : seconds + "s";
  }
}
