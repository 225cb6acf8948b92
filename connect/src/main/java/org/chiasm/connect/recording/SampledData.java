package org.chiasm.connect.recording;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * One FHIR SampledData value as its elements give it (FHIR R4 SampledData; {@code interval} with
 * {@code intervalUnit} of R5 as a period in milliseconds).
 *
 * @param origin the quantity that a sample of 0 stands for
 * @param unit of origin and samples times factor, as written
 * @param periodMs between two samples of one dimension, positive
 * @param factor samples are multiplied by it before origin is added; finite and not 0
 * @param lower what {@code L} stands for, in samples; empty where not stated
 * @param upper what {@code U} stands for, in samples; empty where not stated
 * @param dimensions 1 to 256; samples of several alternate
 * @param data numbers, {@code E} (missing), {@code L} and {@code U} between spaces
 */
public record SampledData(
    double origin,
    String unit,
    double periodMs,
    double factor,
    OptionalDouble lower,
    OptionalDouble upper,
    int dimensions,
    String data) {
  private static final int MOST_DIMENSIONS = 256;
  private static final int LONGEST_WORD = 32;

  /** Checks that nothing is missing. */
  public SampledData {
    requireNonNull(unit, "unit");
    requireNonNull(lower, "lower");
    requireNonNull(upper, "upper");
    requireNonNull(data, "data");
  }

  /** Whether it is a voltage. */
  public boolean isVoltage() {
    return Voltage.microvolts(unit).isPresent();
  }

  /**
   * Dimensions × samples in microvolts, NaN where missing or beyond a limit that is not stated.
   *
   * @throws EcgFileException if an element has a value that it cannot have, or the unit is no
   *     voltage
   */
  public float[][] microvolts() throws EcgFileException {
    check();
    double gain =
        Voltage.microvolts(unit)
            .orElseThrow(() -> EcgFileException.unsupported("SampledData in no unit of voltage"));
    var samples = samples();
    if (samples.length % dimensions != 0) {
      throw EcgFileException.malformed(
          samples.length + " samples do not make up whole rounds of " + dimensions + " dimensions");
    }
    var microvolts = new float[dimensions][samples.length / dimensions];
    for (int i = 0; i < samples.length; i++) {
      microvolts[i % dimensions][i / dimensions] = (float) ((origin + factor * samples[i]) * gain);
    }
    return microvolts;
  }

  private void check() throws EcgFileException {
    if (!Double.isFinite(origin) || !Double.isFinite(factor) || factor == 0) {
      throw EcgFileException.malformed(
          "SampledData with origin " + origin + " and factor " + factor);
    }
    if (!(periodMs > 0) || !Double.isFinite(periodMs)) {
      throw EcgFileException.malformed("SampledData without a positive period in milliseconds");
    }
    if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
      throw EcgFileException.malformed(
          "SampledData of " + dimensions + " dimensions; expected 1 to " + MOST_DIMENSIONS);
    }
  }

  private float[] samples() throws EcgFileException {
    var numbers = new DigitList();
    var word = new StringBuilder();
    for (int i = 0; i <= data.length(); i++) {
      char letter = i < data.length() ? data.charAt(i) : ' ';
      if (letter > ' ') {
        if (word.length() >= LONGEST_WORD) {
          throw EcgFileException.malformed("a word of SampledData.data is longer than a number");
        }
        word.append(letter);
      } else if (!word.isEmpty()) {
        String number =
            switch (word.toString()) {
              case "E" -> "NaN";
              case "L" -> Double.toString(lower.orElse(Double.NaN));
              case "U" -> Double.toString(upper.orElse(Double.NaN));
              default -> word.toString();
            };
        numbers.append((number + " ").toCharArray(), 0, number.length() + 1);
        word.setLength(0);
      }
    }
    return numbers.values();
  }
}
