package org.chiasm.waveform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An electrocardiogram: leads × samples in microvolts at one sampling frequency, all leads starting
 * together. A sample that was not recorded (lead off, gap between segments) is NaN.
 *
 * <p>The twelve standard leads come first in their customary order whatever order they were given
 * in, then all others in the order given; spellings become standard names ({@link LeadNames}). A
 * name that comes again gets a number: {@code ECG}, {@code ECG#2}. The samples are owned by the
 * signal and copied neither in nor out: callers must not write to them.
 */
public final class EcgSignal {
  private final double samplingFrequencyHz;
  private final List<String> leads;
  private final float[][] microvolts;

  private EcgSignal(double samplingFrequencyHz, List<String> leads, float[][] microvolts) {
    this.samplingFrequencyHz = samplingFrequencyHz;
    this.leads = leads;
    this.microvolts = microvolts;
  }

  /**
   * A signal.
   *
   * @param samplingFrequencyHz positive and finite
   * @param spellings the leads as the feed spells them, at least one
   * @param microvolts one array for each lead, all of one length of at least one sample
   * @throws IllegalArgumentException if the counts or lengths differ or nothing is there
   */
  public static EcgSignal of(
      double samplingFrequencyHz, List<String> spellings, float[][] microvolts) {
    if (!(samplingFrequencyHz > 0) || !Double.isFinite(samplingFrequencyHz)) {
      throw new IllegalArgumentException(
          "EcgSignal needs a positive sampling frequency, got " + samplingFrequencyHz);
    }
    if (spellings.isEmpty() || spellings.size() != microvolts.length) {
      throw new IllegalArgumentException(
          "EcgSignal needs one array for each of at least one lead, got "
              + spellings.size()
              + " names and "
              + microvolts.length
              + " arrays");
    }
    int count = microvolts[0].length;
    if (count == 0 || Arrays.stream(microvolts).anyMatch(lead -> lead.length != count)) {
      throw new IllegalArgumentException(
          "EcgSignal needs leads of one length of at least one sample, got "
              + Arrays.toString(Arrays.stream(microvolts).mapToInt(lead -> lead.length).toArray()));
    }
    var named = numbered(spellings);
    var order = new ArrayList<Integer>();
    for (int i = 0; i < named.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingInt(i -> rank(named.get(i))));
    var sorted = new float[microvolts.length][];
    Arrays.setAll(sorted, i -> microvolts[order.get(i)]);
    return new EcgSignal(samplingFrequencyHz, order.stream().map(named::get).toList(), sorted);
  }

  /** In hertz. */
  public double samplingFrequencyHz() {
    return samplingFrequencyHz;
  }

  /** The names, the standard ones first. */
  public List<String> leads() {
    return leads;
  }

  /** How many leads there are, at least one. */
  public int leadCount() {
    return microvolts.length;
  }

  /** How many samples each lead has, at least one. */
  public int sampleCount() {
    return microvolts[0].length;
  }

  /** Samples divided by the sampling frequency. */
  public double durationSeconds() {
    return sampleCount() / samplingFrequencyHz;
  }

  /** The samples of the lead at a place in {@link #leads}, in microvolts; not a copy. */
  public float[] microvolts(int lead) {
    return microvolts[lead];
  }

  /** The samples of a named lead, in microvolts; not a copy. */
  public Optional<float[]> microvolts(String lead) {
    int index = leads.indexOf(lead);
    return index < 0 ? Optional.empty() : Optional.of(microvolts[index]);
  }

  /**
   * A part of this signal.
   *
   * @param from first sample, inclusive
   * @param to last sample, exclusive
   * @throws IndexOutOfBoundsException if not {@code 0 <= from < to <= sampleCount()}
   */
  public EcgSignal part(int from, int to) {
    if (from < 0 || from >= to || to > sampleCount()) {
      throw new IndexOutOfBoundsException(
          "Part [" + from + ", " + to + ") of " + sampleCount() + " samples");
    }
    var cut = new float[microvolts.length][];
    Arrays.setAll(cut, i -> Arrays.copyOfRange(microvolts[i], from, to));
    return new EcgSignal(samplingFrequencyHz, leads, cut);
  }

  /**
   * This signal at another sampling frequency, with {@code ceil(duration × frequency)} samples;
   * what lies above half of the lower frequency is filtered out. Cost: 64 multiplications a sample
   * or more when going down by large factors.
   */
  public EcgSignal resampledTo(double frequencyHz) {
    if (frequencyHz == samplingFrequencyHz) {
      return this;
    }
    var resampler = new Resampler(samplingFrequencyHz, frequencyHz);
    var resampled = new float[microvolts.length][];
    Arrays.setAll(resampled, i -> resampler.resample(microvolts[i]));
    return new EcgSignal(frequencyHz, leads, resampled);
  }

  @Override
  public String toString() {
    return "EcgSignal[" + leads + ", " + sampleCount() + " at " + samplingFrequencyHz + " Hz]";
  }

  private static int rank(String lead) {
    int standard = LeadNames.STANDARD.indexOf(lead);
    return standard < 0 ? LeadNames.STANDARD.size() : standard;
  }

  private static List<String> numbered(List<String> spellings) {
    Map<String, Integer> seen = new HashMap<>();
    var names = new ArrayList<String>();
    for (String spelling : spellings) {
      String name = LeadNames.normal(spelling);
      int times = seen.merge(name, 1, Integer::sum);
      names.add(times == 1 ? name : name + "#" + times);
    }
    return names;
  }
}
