package org.chiasm.connect.dicomwaveform;

import java.io.IOException;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.chiasm.EventValue;
import org.chiasm.waveform.delineation.EcgAnalysis;

/** A multiplex group as a fact's value, with what its electrocardiogram gives at first sight. */
public final class WaveformValue {
  /** How much of a recording is measured at ingest. */
  private static final double MEASURED_SECONDS = 600;

  private WaveformValue() {}

  /**
   * The value.
   *
   * @param attributes of the header; measurements are added under their own names, and {@code
   *     quality} as {@code good}, {@code limited} or {@code poor}
   */
  public static EventValue.Waveform of(
      WaveformGroup group, String reference, SortedMap<String, String> attributes)
      throws IOException {
    var all = new TreeMap<>(attributes);
    all.put("MultiplexGroup", Integer.toString(group.number()));
    all.put("NumberOfWaveformSamples", Integer.toString(group.sampleCount()));
    all.put("NumberOfWaveformChannels", Integer.toString(group.leads().size()));
    var signal = group.ecg(MEASURED_SECONDS);
    if (signal.isPresent()) {
      var measured = EcgAnalysis.of(signal.get());
      measured.values().forEach((name, value) -> all.put(name, text(value)));
      all.put("rhythm", measured.rhythm().kind().name().toLowerCase(Locale.ROOT));
      all.put("unit", "uV");
      all.put("quality", measured.quality().verdict().name().toLowerCase(Locale.ROOT));
      all.put("quality_reasons", String.join("; ", measured.qualityReasons()));
      all.put("measured_seconds", text(signal.get().durationSeconds()));
    }
    return new EventValue.Waveform(
        reference,
        group.samplingFrequencyHz(),
        group.durationSeconds(),
        String.join("\\", group.leads()),
        all);
  }

  private static String text(double value) {
    return Double.toString(Math.round(value * 1e4) / 1e4);
  }
}
