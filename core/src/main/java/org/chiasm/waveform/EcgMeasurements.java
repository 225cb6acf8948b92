package org.chiasm.waveform;

import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is measured on an electrocardiogram, for use as original features: a name with its unit to a
 * number. What cannot be measured has no entry.
 *
 * <ul>
 *   <li>{@code beats}: R peaks found
 *   <li>{@code heart_rate_bpm}: 60 divided by the median RR interval; from two beats
 *   <li>{@code rr_sd_ms}: sample standard deviation of the RR intervals; from three beats
 *   <li>{@code rr_rmssd_ms}: root mean square of successive differences; from three beats
 *   <li>{@code rr_irregularity}: {@code rr_rmssd_ms} over the mean RR interval, no unit; above
 *       about 0.1 in atrial fibrillation, near 0.02 in a steady sinus rhythm
 *   <li>{@code quality}: 1 good, 0.5 limited, 0 poor
 *   <li>{@code usable_leads}: leads without a disqualifying problem
 * </ul>
 *
 * @param rPeaks sample numbers, ascending
 * @param quality the verdict on the signal
 * @param values name to value, sorted
 */
public record EcgMeasurements(
    RPeaks rPeaks, SignalQuality quality, SortedMap<String, Double> values) {
  private static final double LONGEST_RR_SECONDS = 4;

  /** Copies the values. */
  public EcgMeasurements {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** Measures a signal. */
  public static EcgMeasurements of(EcgSignal signal) {
    var peaks = new RPeaks(RPeakDetector.detect(signal), signal.samplingFrequencyHz());
    var quality = SignalQuality.of(signal, peaks);
    var values = new TreeMap<String, Double>();
    values.put("beats", (double) peaks.count());
    values.put("quality", quality.verdict().score());
    values.put("usable_leads", (double) quality.usableLeads());
    addRhythm(values, peaks.intervalsSeconds(LONGEST_RR_SECONDS));
    return new EcgMeasurements(peaks, quality, values);
  }

  private static void addRhythm(SortedMap<String, Double> values, double[] intervals) {
    if (intervals.length == 0) {
      return;
    }
    var sorted = intervals.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    values.put("heart_rate_bpm", 60 / median);
    if (intervals.length < 2) {
      return;
    }
    double mean = Arrays.stream(intervals).average().orElseThrow();
    double squares = 0;
    double steps = 0;
    for (int i = 0; i < intervals.length; i++) {
      squares += (intervals[i] - mean) * (intervals[i] - mean);
      if (i > 0) {
        steps += (intervals[i] - intervals[i - 1]) * (intervals[i] - intervals[i - 1]);
      }
    }
    double rmssd = Math.sqrt(steps / (intervals.length - 1));
    values.put("rr_sd_ms", 1000 * Math.sqrt(squares / (intervals.length - 1)));
    values.put("rr_rmssd_ms", 1000 * rmssd);
    values.put("rr_irregularity", rmssd / mean);
  }
}
