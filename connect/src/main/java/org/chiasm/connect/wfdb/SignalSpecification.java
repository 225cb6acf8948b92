package org.chiasm.connect.wfdb;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One signal specification line of a WFDB header (WFDB header(5)).
 *
 * @param fileName the signal file, in the header's own folder; {@code ~} where there is none
 * @param format how the samples are stored
 * @param samplesPerFrame 1 or more: how much faster than the frame frequency it is sampled
 * @param skew how many frames the signal lags behind the others
 * @param byteOffset where the samples begin in the file
 * @param gain ADC units per physical unit, never 0
 * @param isCalibrated whether the header states the gain; else it is the default of 200
 * @param baseline the ADC value of zero physical units
 * @param units physical units, {@code mV} where the header names none
 * @param adcZero the ADC value of the middle of its range
 * @param initialValue the sample before the first, which format 8 needs
 * @param checksum the low 16 bits of the sum of all samples; empty where the header has none
 * @param description what the signal is, may be empty
 */
public record SignalSpecification(
    String fileName,
    SignalFormat format,
    int samplesPerFrame,
    int skew,
    long byteOffset,
    double gain,
    boolean isCalibrated,
    double baseline,
    String units,
    int adcZero,
    int initialValue,
    OptionalInt checksum,
    String description) {
  /** What {@link #fileName} is where there are no samples. */
  public static final String NO_FILE = "~";

  /** Checks the bounds. */
  public SignalSpecification {
    requireNonNull(fileName, "fileName");
    requireNonNull(format, "format");
    requireNonNull(units, "units");
    requireNonNull(checksum, "checksum");
    requireNonNull(description, "description");
    if (samplesPerFrame < 1 || skew < 0 || byteOffset < 0 || gain == 0) {
      throw new IllegalArgumentException(
          "SignalSpecification of "
              + fileName
              + " has samples per frame "
              + samplesPerFrame
              + ", skew "
              + skew
              + ", byte offset "
              + byteOffset
              + ", gain "
              + gain);
    }
  }

  /** Microvolts per physical unit; empty where the unit is not one of voltage. */
  OptionalDouble microvoltsPerUnit() {
    return switch (units.toLowerCase(Locale.ROOT)) {
      case "v", "volt", "volts" -> OptionalDouble.of(1e6);
      case "mv", "millivolt", "millivolts" -> OptionalDouble.of(1e3);
      case "uv", "\u00b5v", "\u03bcv", "microvolt", "microvolts" -> OptionalDouble.of(1);
      case "nv", "nanovolt", "nanovolts" -> OptionalDouble.of(1e-3);
      default -> OptionalDouble.empty();
    };
  }
}
