package org.chiasm.connect.pacs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.chiasm.EventValue;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicomdictionary.Tag;

/**
 * One multiplex group of a waveform instance: channels sampled together (DICOM PS3.3 C.10.9).
 *
 * @param number of the group in its instance, from 1
 * @param samplingFrequencyHz positive
 * @param samples per channel, positive
 * @param leads in channel order, empty where a channel has no name
 */
record WaveformGroup(
    int number, double samplingFrequencyHz, int samples, List<String> leads, boolean original) {
  private static final Pattern LEAD =
      Pattern.compile("(?i)(?:^|[^A-Z0-9])(III|II|I|AVR|AVL|AVF|V[1-9]R?|X|Y|Z)(?:[^A-Z0-9]|$)");

  private static final Comparator<WaveformGroup> PREFERENCE =
      Comparator.comparing(WaveformGroup::original)
          .thenComparingDouble(WaveformGroup::durationSeconds)
          .thenComparing(WaveformGroup::number, Comparator.reverseOrder());

  WaveformGroup {
    leads = List.copyOf(leads);
  }

  /** The longest original group, for want of one the longest; of equals the first. */
  static Optional<WaveformGroup> longest(DicomDataset dataset) {
    var groups = new ArrayList<WaveformGroup>();
    int number = 0;
    for (var item : dataset.items(Tag.WAVEFORM_SEQUENCE)) {
      number++;
      double frequency = item.decimal(Tag.SAMPLING_FREQUENCY).orElse(0);
      int samples = item.integer(Tag.NUMBER_OF_WAVEFORM_SAMPLES).orElse(0);
      int channels = item.integer(Tag.NUMBER_OF_WAVEFORM_CHANNELS).orElse(0);
      if (frequency > 0 && samples > 0 && channels > 0) {
        boolean original = item.string(Tag.WAVEFORM_ORIGINALITY).orElse("").equals("ORIGINAL");
        groups.add(new WaveformGroup(number, frequency, samples, leads(item), original));
      }
    }
    return groups.stream().max(PREFERENCE);
  }

  double durationSeconds() {
    return samples / samplingFrequencyHz;
  }

  /** The recording as a fact's value. */
  EventValue.Waveform value(String reference, SortedMap<String, String> attributes) {
    var all = new TreeMap<>(attributes);
    all.put("MultiplexGroup", Integer.toString(number));
    all.put("NumberOfWaveformSamples", Integer.toString(samples));
    all.put("NumberOfWaveformChannels", Integer.toString(leads.size()));
    return new EventValue.Waveform(
        reference, samplingFrequencyHz, durationSeconds(), String.join("\\", leads), all);
  }

  private static List<String> leads(DicomDataset group) {
    return group.items(Tag.CHANNEL_DEFINITION_SEQUENCE).stream()
        .map(
            channel ->
                channel
                    .item(Tag.CHANNEL_SOURCE_SEQUENCE)
                    .flatMap(source -> source.string(Tag.CODE_MEANING))
                    .or(() -> channel.string(Tag.CHANNEL_LABEL))
                    .map(WaveformGroup::leadName)
                    .orElse(""))
        .toList();
  }

  /** {@code Lead aVR (augmented)} and {@code AVR} are {@code aVR}; other words stay. */
  private static String leadName(String meaning) {
    var lead = LEAD.matcher(meaning);
    if (!lead.find()) {
      return meaning.replace('\\', ' ').strip();
    }
    return switch (lead.group(1).toUpperCase(Locale.ROOT)) {
      case "AVR" -> "aVR";
      case "AVL" -> "aVL";
      case "AVF" -> "aVF";
      case String name -> name;
    };
  }
}
