package org.chiasm.learn.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chiasm.Tensor;
import org.chiasm.waveform.EcgSignal;
import org.chiasm.waveform.LeadNames;
import org.chiasm.waveform.delineation.EcgAnalysis;

/**
 * Original features of a twelve-lead recording of ten seconds: rate, rhythm, intervals and axes as
 * the waveform curator measures them; and amplitude statistics in millivolts and the share of
 * spectral power by band, for each lead. A lead with a sample that is not a number gives NaN, and
 * so does what cannot be measured. Cost: some 20 ms.
 */
final class WaveformFeatures {
  static final int LEADS = 12;

  private static final double SECONDS = 10;
  private static final List<String> LEAD_NAMES =
      List.of("i", "ii", "iii", "avr", "avl", "avf", "v1", "v2", "v3", "v4", "v5", "v6");
  private static final List<String> AMPLITUDES =
      List.of(
          "mean",
          "standard_deviation",
          "skewness",
          "excess_kurtosis",
          "percentile_1",
          "percentile_99",
          "mean_absolute_deviation");

  /** Bounds in Hz of the bands: baseline, T and P waves, QRS, muscle, the rest. */
  private static final double[] BANDS_HZ = {0.05, 0.67, 5, 15, 40, 100};

  private static final List<String> BAND_NAMES =
      List.of(
          "power_0.05_0.67_hz",
          "power_0.67_5_hz",
          "power_5_15_hz",
          "power_15_40_hz",
          "power_40_100_hz");

  /** What clinicians read off the whole recording, as {@link EcgAnalysis#values} names it. */
  private static final List<String> MEASURED =
      List.of(
          "heart_rate_bpm",
          "rr_sd_ms",
          "rr_rmssd_ms",
          "rr_irregularity",
          "p_ms",
          "pr_ms",
          "qrs_ms",
          "qt_ms",
          "qtc_fridericia_ms",
          "qrs_axis_degrees",
          "t_axis_degrees");

  private static final float MICROVOLTS_PER_MILLIVOLT = 1000;

  static final List<String> NAMES = names();

  private WaveformFeatures() {}

  private static List<String> names() {
    var names = new ArrayList<>(MEASURED);
    for (var lead : LEAD_NAMES) {
      AMPLITUDES.forEach(name -> names.add(lead + "_" + name));
      BAND_NAMES.forEach(name -> names.add(lead + "_" + name));
    }
    return List.copyOf(names);
  }

  static double[] measure(Tensor tensor) {
    int samples = tensor.extent(1);
    int width = AMPLITUDES.size() + BAND_NAMES.size();
    var result = new double[NAMES.size()];
    Arrays.fill(result, Double.NaN);
    measured(tensor, result);
    for (int lead = 0; lead < LEADS; lead++) {
      var signal = Arrays.copyOfRange(tensor.values(), lead * samples, (lead + 1) * samples);
      if (FirstOrder.finite(signal).length < samples) {
        continue;
      }
      int first = MEASURED.size() + lead * width;
      var amplitude = FirstOrder.measure(signal);
      for (int i = 0; i < AMPLITUDES.size(); i++) {
        result[first + i] = amplitude[FirstOrder.NAMES.indexOf(AMPLITUDES.get(i))];
      }
      var bands = bandShares(signal, samples / SECONDS);
      System.arraycopy(bands, 0, result, first + AMPLITUDES.size(), bands.length);
    }
    return result;
  }

  private static void measured(Tensor tensor, double[] result) {
    int samples = tensor.extent(1);
    var microvolts = new float[LEADS][samples];
    for (int lead = 0; lead < LEADS; lead++) {
      for (int i = 0; i < samples; i++) {
        microvolts[lead][i] = MICROVOLTS_PER_MILLIVOLT * tensor.values()[lead * samples + i];
      }
    }
    var values =
        EcgAnalysis.of(EcgSignal.of(samples / SECONDS, LeadNames.STANDARD, microvolts)).values();
    for (int i = 0; i < MEASURED.size(); i++) {
      result[i] = values.getOrDefault(MEASURED.get(i), Double.NaN);
    }
  }

  /** Share of the power between 0.05 and 100 Hz that lies in each band; NaN for a flat lead. */
  private static double[] bandShares(float[] signal, double samplesPerSecond) {
    var power = Periodogram.power(signal);
    double hertzPerBin = samplesPerSecond / (2.0 * power.length);
    var shares = new double[BAND_NAMES.size()];
    double total = 0;
    for (int bin = 1; bin < power.length; bin++) {
      double frequency = bin * hertzPerBin;
      for (int band = 0; band < shares.length; band++) {
        if (frequency >= BANDS_HZ[band] && frequency < BANDS_HZ[band + 1]) {
          shares[band] += power[bin];
          total += power[bin];
        }
      }
    }
    for (int band = 0; band < shares.length; band++) {
      shares[band] = total > 1e-12 ? shares[band] / total : Double.NaN;
    }
    return shares;
  }
}
