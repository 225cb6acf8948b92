package org.chiasm.connect.dicomwaveform;

import java.util.OptionalDouble;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicomdictionary.Tag;

/**
 * One channel of a multiplex group and what its samples mean (DICOM PS3.3 C.10.9.1).
 *
 * @param name may be empty
 * @param sensitivity units of one step, correction included
 * @param baseline units at zero
 * @param unit UCUM, empty where the channel states no sensitivity
 * @param skewSeconds how much later than the group its first sample was taken
 * @param skewSamples the same in samples; at most one of the two is not 0
 */
record WaveformChannel(
    String name,
    double sensitivity,
    double baseline,
    String unit,
    double skewSeconds,
    double skewSamples) {
  static WaveformChannel of(String name, DicomDataset definition) {
    var sensitivity = definition.decimal(Tag.CHANNEL_SENSITIVITY);
    String unit =
        definition
            .item(Tag.CHANNEL_SENSITIVITY_UNITS_SEQUENCE)
            .flatMap(code -> code.string(Tag.CODE_VALUE))
            .orElse("");
    return new WaveformChannel(
        name,
        sensitivity.orElse(1)
            * definition.decimal(Tag.CHANNEL_SENSITIVITY_CORRECTION_FACTOR).orElse(1),
        definition.decimal(Tag.CHANNEL_BASELINE).orElse(0),
        sensitivity.isPresent() ? unit : "",
        definition.decimal(Tag.CHANNEL_TIME_SKEW).orElse(0),
        definition.contains(Tag.CHANNEL_TIME_SKEW)
            ? 0
            : definition.decimal(Tag.CHANNEL_SAMPLE_SKEW).orElse(0));
  }

  /** Microvolts in one unit; empty where the unit is no voltage. */
  OptionalDouble microvoltsPerUnit() {
    return switch (unit) {
      case "nV" -> OptionalDouble.of(1e-3);
      case "uV", "µV", "μV" -> OptionalDouble.of(1);
      case "mV" -> OptionalDouble.of(1e3);
      case "V" -> OptionalDouble.of(1e6);
      default -> OptionalDouble.empty();
    };
  }

  /** The samples in microvolts at the group's own times; NaN stays, and stands where none is. */
  float[] scaled(double[] samples, double microvoltsPerUnit, double samplingFrequencyHz) {
    var scaled = new float[samples.length];
    double late = skewSamples + skewSeconds * samplingFrequencyHz;
    int shift = Math.clamp(Math.round(late), -samples.length, samples.length);
    for (int at = 0; at < samples.length; at++) {
      int sample = at - shift;
      boolean isRecorded = sample >= 0 && sample < samples.length;
      scaled[at] =
          isRecorded
              ? (float) ((samples[sample] * sensitivity + baseline) * microvoltsPerUnit)
              : Float.NaN;
    }
    return scaled;
  }
}
