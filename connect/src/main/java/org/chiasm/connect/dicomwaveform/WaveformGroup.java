package org.chiasm.connect.dicomwaveform;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.waveform.EcgSignal;
import org.chiasm.waveform.LeadNames;

/**
 * One multiplex group of a waveform instance: channels sampled together (DICOM PS3.3 C.10.9).
 * Immutable; the samples stay in the file until they are asked for.
 */
public final class WaveformGroup {
  private static final Pattern REMARK = Pattern.compile("\\s*[(,].*$");

  /** A year: longer recordings are a wrong sampling frequency. */
  private static final double LONGEST_SECONDS = 366 * 86_400.0;

  private static final Comparator<WaveformGroup> PREFERENCE =
      Comparator.comparing(WaveformGroup::hasLead)
          .thenComparing(WaveformGroup::isOriginal)
          .thenComparingDouble(WaveformGroup::durationSeconds)
          .thenComparing(WaveformGroup::number, Comparator.reverseOrder());

  private final int number;
  private final DicomDataset item;
  private final double samplingFrequencyHz;
  private final int samples;
  private final List<WaveformChannel> channels;

  private WaveformGroup(
      int number, DicomDataset item, double samplingFrequencyHz, int samples, int channelCount) {
    this.number = number;
    this.item = requireNonNull(item, "item");
    this.samplingFrequencyHz = samplingFrequencyHz;
    this.samples = samples;
    var definitions = item.items(Tag.CHANNEL_DEFINITION_SEQUENCE);
    var all = new ArrayList<WaveformChannel>();
    for (int channel = 0; channel < channelCount; channel++) {
      var definition =
          channel < definitions.size() ? definitions.get(channel) : DicomDataset.empty();
      all.add(WaveformChannel.of(name(definition), definition));
    }
    this.channels = List.copyOf(all);
  }

  /**
   * Every group with samples: those with an electrocardiogram lead first, of these the original
   * ones, of these the longest, of equals in their order.
   */
  public static List<WaveformGroup> all(DicomDataset instance) {
    var groups = new ArrayList<WaveformGroup>();
    int number = 0;
    for (var item : instance.items(Tag.WAVEFORM_SEQUENCE)) {
      number++;
      double frequency = item.decimal(Tag.SAMPLING_FREQUENCY).orElse(0);
      int samples = item.integer(Tag.NUMBER_OF_WAVEFORM_SAMPLES).orElse(0);
      int channels = item.integer(Tag.NUMBER_OF_WAVEFORM_CHANNELS).orElse(0);
      boolean plausible = samples / frequency <= LONGEST_SECONDS;
      if (frequency > 0 && samples > 0 && channels > 0 && plausible) {
        groups.add(new WaveformGroup(number, item, frequency, samples, channels));
      }
    }
    return groups.stream().sorted(PREFERENCE.reversed()).toList();
  }

  /** Its place in the instance, from 1. */
  public int number() {
    return number;
  }

  /** Positive. */
  public double samplingFrequencyHz() {
    return samplingFrequencyHz;
  }

  /** Samples of each channel, positive. */
  public int sampleCount() {
    return samples;
  }

  /** Positive. */
  public double durationSeconds() {
    return samples / samplingFrequencyHz;
  }

  /** The channels' names in their order, standard leads by their standard name. */
  public List<String> leads() {
    return channels.stream().map(WaveformChannel::name).toList();
  }

  /** Whether a channel is an ECG lead in a unit of voltage. */
  public boolean hasLead() {
    return channels.stream()
        .anyMatch(each -> LeadNames.isEcg(each.name()) && each.microvoltsPerUnit().isPresent());
  }

  /** Whether it was acquired, not computed from another group. */
  public boolean isOriginal() {
    return item.string(Tag.WAVEFORM_ORIGINALITY).orElse("").equals("ORIGINAL");
  }

  /**
   * The electrocardiogram leads with a stated sensitivity, in microvolts; padding is NaN. Empty if
   * there is no such lead, the samples are of a sort that is not read, or fewer than claimed.
   *
   * @param maxSeconds how much from the start on, positive
   * @throws IOException if the samples lie in a file that cannot be read
   */
  public Optional<EcgSignal> ecg(double maxSeconds) throws IOException {
    int count = (int) Math.min(samples, Math.ceil(maxSeconds * samplingFrequencyHz));
    var decoded = WaveformSamples.read(item, channels.size(), count);
    var names = new ArrayList<String>();
    var microvolts = new ArrayList<float[]>();
    for (int channel = 0; channel < channels.size() && decoded.isPresent(); channel++) {
      var each = channels.get(channel);
      var gain = each.microvoltsPerUnit();
      if (LeadNames.isEcg(each.name()) && gain.isPresent()) {
        names.add(each.name());
        microvolts.add(
            each.scaled(decoded.get()[channel], gain.getAsDouble(), samplingFrequencyHz));
      }
    }
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(EcgSignal.of(samplingFrequencyHz, names, microvolts.toArray(float[][]::new)));
  }

  /** The name by which the channel is best known: a standard lead, else its words. */
  private static String name(DicomDataset definition) {
    var source = definition.item(Tag.CHANNEL_SOURCE_SEQUENCE).orElse(DicomDataset.empty());
    List<String> spellings =
        Stream.of(
                source.string(Tag.CODE_MEANING),
                definition.string(Tag.CHANNEL_LABEL),
                source.string(Tag.CODE_VALUE))
            .flatMap(Optional::stream)
            .map(words -> words.replace('\\', ' '))
            .toList();
    return spellings.stream()
        .flatMap(words -> Stream.of(words, REMARK.matcher(words).replaceFirst("")))
        .flatMap(words -> LeadNames.standard(words).stream())
        .findFirst()
        .orElseGet(() -> spellings.isEmpty() ? "" : spellings.getFirst());
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "WaveformGroup[%d channels, %s Hz]", channels.size(), samplingFrequencyHz);
  }
}
