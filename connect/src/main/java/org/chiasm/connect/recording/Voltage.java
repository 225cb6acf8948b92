package org.chiasm.connect.recording;

import java.util.Locale;
import java.util.OptionalDouble;

/** Units of voltage and of time, as files spell them. */
public final class Voltage {
  private Voltage() {}

  /** Microvolts in one unit; empty where the unit is no voltage. */
  public static OptionalDouble microvolts(String unit) {
    return switch (unit.strip().toLowerCase(Locale.ROOT)) {
      case "nv", "nanovolt" -> OptionalDouble.of(1e-3);
      case "uv", "\u00b5v", "\u03bcv", "microvolt", "microvolts" -> OptionalDouble.of(1);
      case "mv", "millivolt", "millivolts" -> OptionalDouble.of(1e3);
      case "v", "volt" -> OptionalDouble.of(1e6);
      default -> OptionalDouble.empty();
    };
  }

  /** Seconds in one unit; empty where the unit is no time. */
  public static OptionalDouble seconds(String unit) {
    return switch (unit.strip().toLowerCase(Locale.ROOT)) {
      case "us", "\u00b5s", "\u03bcs" -> OptionalDouble.of(1e-6);
      case "ms" -> OptionalDouble.of(1e-3);
      case "s", "sec" -> OptionalDouble.of(1);
      default -> OptionalDouble.empty();
    };
  }
}
