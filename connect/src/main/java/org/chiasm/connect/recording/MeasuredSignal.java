package org.chiasm.connect.recording;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.chiasm.EventValue;
import org.chiasm.waveform.EcgSignal;
import org.chiasm.waveform.SignalQuality;
import org.chiasm.waveform.delineation.EcgAnalysis;

/**
 * What is measured on an electrocardiogram at ingest, as attributes of its fact: the same for every
 * format and feed, so that one signal gives one fact whoever brings it.
 */
public final class MeasuredSignal {
  /** How much of a recording is measured, and read again for encoders. */
  public static final double SECONDS = 600;

  private static final String DIGEST = "signal_digest";

  private MeasuredSignal() {}

  /**
   * The value of a recording's fact.
   *
   * @param reference where the samples lie, as the feed names the recording
   * @param durationSeconds of the whole recording
   * @param beginning the part to measure, at most {@link #SECONDS} of it
   * @param reservations why the signal is good for less than it looks; none makes it poor
   * @param attributes what else is known; measurements stand beside them
   */
  public static EventValue.Waveform value(
      String reference,
      double durationSeconds,
      EcgSignal beginning,
      List<String> reservations,
      SortedMap<String, String> attributes) {
    var all = new TreeMap<>(attributes);
    all.putAll(attributes(beginning, reservations));
    return new EventValue.Waveform(
        reference,
        beginning.samplingFrequencyHz(),
        durationSeconds,
        String.join("\\", beginning.leads()),
        all);
  }

  /** The attributes of {@link #value} that are measured. */
  public static SortedMap<String, String> attributes(
      EcgSignal beginning, List<String> reservations) {
    var measured = EcgAnalysis.of(beginning);
    var attributes = new TreeMap<String, String>();
    measured.values().forEach((name, value) -> attributes.put(name, text(value)));
    var reasons = new ArrayList<String>(reservations);
    reasons.addAll(measured.qualityReasons());
    var verdict = measured.quality().verdict();
    if (!reservations.isEmpty() && verdict == SignalQuality.Verdict.GOOD) {
      verdict = SignalQuality.Verdict.LIMITED;
    }
    attributes.put("unit", "uV");
    attributes.put(DIGEST, digest(beginning));
    attributes.put("quality", word(verdict));
    attributes.put("quality_reasons", String.join("; ", reasons));
    attributes.put("rhythm", measured.rhythm().kind().name().toLowerCase(Locale.ROOT));
    attributes.put("measured_seconds", text(beginning.durationSeconds()));
    return attributes;
  }

  /** The attributes of a signal whose samples are not those that were recorded. */
  public static SortedMap<String, String> damaged(String reason) {
    var attributes = new TreeMap<String, String>();
    attributes.put("unit", "uV");
    attributes.put("quality", word(SignalQuality.Verdict.POOR));
    attributes.put("quality_reasons", reason);
    return attributes;
  }

  /**
   * Whether a signal read again is the one that was measured, sample for sample: files are replaced
   * between ingest and use, and then are another patient's.
   */
  public static boolean isSame(EventValue.Waveform measured, EcgSignal again) {
    return digest(again).equals(measured.attributes().getOrDefault(DIGEST, digest(again)));
  }

  private static String digest(EcgSignal signal) {
    var sum = new CRC32C();
    sum.update(String.join("\\", signal.leads()).getBytes(StandardCharsets.UTF_8));
    var bytes = ByteBuffer.allocate(Float.BYTES * signal.sampleCount());
    for (int lead = 0; lead < signal.leadCount(); lead++) {
      bytes.clear().asFloatBuffer().put(signal.microvolts(lead));
      sum.update(bytes);
    }
    return String.format(Locale.ROOT, "crc32c:%08x", sum.getValue());
  }

  /** The part of a signal that is measured. */
  public static EcgSignal beginning(EcgSignal whole) {
    long count = (long) Math.ceil(SECONDS * whole.samplingFrequencyHz());
    return count >= whole.sampleCount() ? whole : whole.part(0, (int) count);
  }

  private static String word(SignalQuality.Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  private static String text(double value) {
    return Double.toString(Math.round(value * 1e4) / 1e4);
  }
}
