package org.chiasm.waveform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the R peaks of an electrocardiogram: the sample of the largest deflection of each QRS
 * complex, over all leads together.
 *
 * <p>After Pan and Tompkins (doi:10.1109/TBME.1985.325532) with the pass band of Elgendi et al.
 * (doi:10.1371/journal.pone.0073557): every lead is filtered to 8–20 Hz without phase shift, its
 * energy smoothed over a tenth of a second and divided by the size of its own complexes nearby;
 * leads then vote with a weight that falls as the energy between complexes rises, so that a noisy
 * or flat lead says little. Peaks of the common curve pass an adaptive threshold with search-back
 * and a T-wave rule.
 *
 * <p>Stateless; memory does not grow with the length beyond the result, because long signals are
 * taken in overlapping blocks of five minutes.
 */
public final class RPeakDetector {
  /** Signals sampled more slowly are not looked at: their complexes are a sample or two wide. */
  public static final double LOWEST_FREQUENCY_HZ = 50;

  private static final double BLOCK_SECONDS = 300;
  private static final double MARGIN_SECONDS = 20;
  private static final double REFRACTORY_SECONDS = 0.2;

  private RPeakDetector() {}

  /**
   * The R peaks as sample numbers, ascending, at least 0.2 s apart; none where the sampling
   * frequency is below {@link #LOWEST_FREQUENCY_HZ} or no lead shows complexes.
   */
  public static int[] detect(EcgSignal signal) {
    double hz = signal.samplingFrequencyHz();
    if (hz < LOWEST_FREQUENCY_HZ || signal.durationSeconds() < 0.5) {
      return new int[0];
    }
    int block = (int) Math.min(1 << 29, BLOCK_SECONDS * hz);
    int margin = (int) Math.min(1 << 29, MARGIN_SECONDS * hz);
    int refractory = (int) Math.ceil(REFRACTORY_SECONDS * hz);
    var peaks = new ArrayList<Integer>();
    for (long start = 0; start < signal.sampleCount(); start += block) {
      int from = (int) Math.max(0, start - margin);
      int to = (int) Math.min(signal.sampleCount(), start + block + margin);
      for (int peak : detectIn(signal.part(from, to))) {
        int at = from + peak;
        boolean apart = peaks.isEmpty() || at - peaks.getLast() >= refractory;
        if (at >= start && at < start + block && apart) {
          peaks.add(at);
        }
      }
    }
    return peaks.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int[] detectIn(EcgSignal block) {
    double hz = block.samplingFrequencyHz();
    List<ComplexEnergy> leads = new ArrayList<>();
    for (int i = 0; i < block.leadCount(); i++) {
      ComplexEnergy.of(block.microvolts(i), hz).ifPresent(leads::add);
    }
    if (leads.isEmpty()) {
      return new int[0];
    }
    var curve = new float[block.sampleCount()];
    var shape = new float[block.sampleCount()];
    var weights = new float[block.sampleCount()];
    for (var lead : leads) {
      lead.vote(curve, shape, weights);
    }
    for (int i = 0; i < curve.length; i++) {
      float weight = Math.max(weights[i], 1e-6f);
      curve[i] /= weight;
      shape[i] /= weight;
    }
    var threshold = new PeakThreshold(curve, hz, refractory(hz));
    var found = threshold.peaks();
    int reach = (int) Math.round(0.08 * hz);
    var peaks =
        Arrays.stream(found).map(peak -> largest(shape, peak - reach, peak + reach)).toArray();
    return MissedBeats.reviewed(peaks, threshold.isDoubtful(), shape, hz);
  }

  private static int refractory(double hz) {
    return (int) Math.ceil(REFRACTORY_SECONDS * hz);
  }

  private static int largest(float[] values, int from, int to) {
    int best = Math.max(0, from);
    for (int i = best; i <= Math.min(values.length - 1, to); i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }
}
