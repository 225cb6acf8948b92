package org.chiasm.connect.dicomwaveform;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.chiasm.EventValue;
import org.chiasm.connect.recording.MeasuredSignal;

/** A waveform instance as a fact's value, with what its electrocardiogram gives at first sight. */
public final class WaveformValue {
  private static final String REFERENCE = "urn:oid:";

  private WaveformValue() {}

  /** How a fact refers to the samples of an instance: by its UID as a URN (RFC 3061). */
  public static String reference(String sopInstanceUid) {
    return REFERENCE + sopInstanceUid;
  }

  /** The instance that a reference names; empty for the reference of another kind of recording. */
  public static String sopInstanceUid(String reference) {
    return reference.startsWith(REFERENCE) ? reference.substring(REFERENCE.length()) : "";
  }

  /**
   * The value. Leads whose samples cannot be read are of poor quality.
   *
   * @param attributes of the header; measurements are added under their own names (see {@link
   *     MeasuredSignal})
   */
  public static EventValue.Waveform of(
      WaveformEcg ecg, String sopInstanceUid, SortedMap<String, String> attributes) {
    var group = ecg.group();
    var all = new TreeMap<>(attributes);
    all.put("MultiplexGroup", Integer.toString(group.number()));
    all.put("NumberOfWaveformSamples", Integer.toString(group.sampleCount()));
    all.put("NumberOfWaveformChannels", Integer.toString(group.leads().size()));
    String reference = reference(sopInstanceUid);
    return ecg.signal()
        .map(
            signal ->
                MeasuredSignal.value(reference, group.durationSeconds(), signal, List.of(), all))
        .orElseGet(() -> unread(group, reference, all));
  }

  private static EventValue.Waveform unread(
      WaveformGroup group, String reference, SortedMap<String, String> attributes) {
    var all = new TreeMap<>(attributes);
    all.putAll(MeasuredSignal.damaged("SAMPLES_UNREADABLE"));
    return new EventValue.Waveform(
        reference,
        group.samplingFrequencyHz(),
        group.durationSeconds(),
        String.join("\\", group.leads()),
        all);
  }
}
