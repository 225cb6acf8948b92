package org.chiasm.learn.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chiasm.Tensor;

/**
 * Original features of a twelve-lead recording of ten seconds: amplitude statistics in millivolts
 * and the share of spectral power by band, for each lead. A lead with a sample that is not a number
 * gives NaN.
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

  static final List<String> NAMES = names();

  private WaveformFeatures() {}

  private static List<String> names() {
    var names = new ArrayList<String>();
    for (var lead : LEAD_NAMES) {
      AMPLITUDES.forEach(name -> names.add(lead + "_" + name));
      BAND_NAMES.forEach(name -> names.add(lead + "_" + name));
    }
    return List.copyOf(names);
  }

  static double[] measure(Tensor tensor) {
    int samples = tensor.extent(1);
    int width = AMPLITUDES.size() + BAND_NAMES.size();
    var result = new double[LEADS * width];
    Arrays.fill(result, Double.NaN);
    for (int lead = 0; lead < LEADS; lead++) {
      var signal = Arrays.copyOfRange(tensor.values(), lead * samples, (lead + 1) * samples);
      if (FirstOrder.finite(signal).length < samples) {
        continue;
      }
      var amplitude = FirstOrder.measure(signal);
      for (int i = 0; i < AMPLITUDES.size(); i++) {
        result[lead * width + i] = amplitude[FirstOrder.NAMES.indexOf(AMPLITUDES.get(i))];
      }
      var bands = bandShares(signal, samples / SECONDS);
      System.arraycopy(bands, 0, result, lead * width + AMPLITUDES.size(), bands.length);
    }
    return result;
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
