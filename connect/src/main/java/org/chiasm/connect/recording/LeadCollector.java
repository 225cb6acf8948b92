package org.chiasm.connect.recording;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chiasm.waveform.EcgSignal;

/** Gathers leads of one sampling frequency into a signal; shorter ones end in missing samples. */
public final class LeadCollector {
  /** The most samples, over all leads, that one file may give. */
  public static final long MOST_SAMPLES = 1L << 26;

  private static final int MOST_LEADS = 256;

  private final List<String> names = new ArrayList<>();
  private final List<float[]> leads = new ArrayList<>();
  private long total;

  /**
   * Adds a lead.
   *
   * @param name as the file spells it
   * @param microvolts NaN where nothing was recorded; not copied
   */
  public void add(String name, float[] microvolts) throws EcgFileException {
    total += microvolts.length;
    if (total > MOST_SAMPLES || names.size() >= MOST_LEADS) {
      throw EcgFileException.unsupported(
          "more than " + MOST_SAMPLES + " samples or " + MOST_LEADS + " leads in one file");
    }
    names.add(name);
    leads.add(microvolts);
  }

  /** Whether no lead was added. */
  public boolean isEmpty() {
    return names.isEmpty();
  }

  /**
   * The signal of all leads.
   *
   * @throws EcgFileException if there are no samples, too many, or the frequency cannot be
   */
  public EcgSignal signal(double samplingFrequencyHz) throws EcgFileException {
    int longest = leads.stream().mapToInt(lead -> lead.length).max().orElse(0);
    if (longest == 0) {
      throw EcgFileException.malformed("no samples of an ECG lead with a unit of voltage");
    }
    if (!(samplingFrequencyHz > 0) || samplingFrequencyHz > 1e6) {
      throw EcgFileException.malformed(
          "sampling frequency " + samplingFrequencyHz + " Hz; expected more than 0, at most 10^6");
    }
    if ((long) longest * leads.size() > MOST_SAMPLES) {
      throw EcgFileException.unsupported("more than " + MOST_SAMPLES + " samples in one file");
    }
    var even = new float[leads.size()][];
    for (int i = 0; i < even.length; i++) {
      var lead = leads.get(i);
      even[i] = Arrays.copyOf(lead, longest);
      Arrays.fill(even[i], lead.length, longest, Float.NaN);
    }
    return EcgSignal.of(samplingFrequencyHz, names, even);
  }
}
