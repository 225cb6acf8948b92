package org.chiasm.waveform;

import java.util.Arrays;
import java.util.Optional;

/** The energy of the QRS complexes of one lead over time, and how far it can be trusted where. */
final class ComplexEnergy {
  private static final double WINDOW_SECONDS = 2;
  private static final int NEIGHBOURS = 5;
  private static final double FLOOR_MICROVOLTS = 12;

  private final float[] energy;
  private final float[] deflection;
  private final boolean[] missing;
  private final int step;
  private final double[] size;
  private final double[] weight;

  private ComplexEnergy(
      float[] energy,
      float[] deflection,
      boolean[] missing,
      int step,
      double[] size,
      double[] weight) {
    this.energy = energy;
    this.deflection = deflection;
    this.missing = missing;
    this.step = step;
    this.size = size;
    this.weight = weight;
  }

  /** The energy of a lead; empty where nothing was recorded or nothing exceeds the noise floor. */
  static Optional<ComplexEnergy> of(float[] microvolts, double hz) {
    var recorded = Gaps.bridge(microvolts);
    if (recorded.length == 0) {
      return Optional.empty();
    }
    var bridged = PacingPulses.without(recorded, hz);
    var narrow = band(bridged, 8, 20, hz);
    var energy = smoothedRoot(narrow, (int) Math.round(0.05 * hz));
    var deflection = band(bridged, 2, 30, hz);
    for (int i = 0; i < deflection.length; i++) {
      deflection[i] = Math.abs(deflection[i]);
    }
    var missing = new boolean[microvolts.length];
    for (int i = 0; i < missing.length; i++) {
      missing[i] = Float.isNaN(microvolts[i]);
    }
    int window = (int) Math.min(energy.length, Math.round(WINDOW_SECONDS * hz));
    int step = Math.max(1, window / 2);
    int count = Math.max(1, (int) Math.ceil((energy.length - window) / (double) step) + 1);
    var largest = new double[count];
    var middle = new double[count];
    for (int w = 0; w < count; w++) {
      int to = Math.min(energy.length, w * step + window);
      var sorted = Arrays.copyOfRange(energy, to - window, to);
      Arrays.sort(sorted);
      largest[w] = sorted[sorted.length - 1];
      middle[w] = sorted[sorted.length / 2];
    }
    return sized(energy, deflection, missing, step, largest, middle);
  }

  private static Optional<ComplexEnergy> sized(
      float[] energy,
      float[] deflection,
      boolean[] missing,
      int step,
      double[] largest,
      double[] middle) {
    double usual = quantile(largest, 0, largest.length, 0.5);
    if (quantile(largest, 0, largest.length, 0.9) < FLOOR_MICROVOLTS) {
      return Optional.empty();
    }
    var size = new double[largest.length];
    var weight = new double[largest.length];
    for (int w = 0; w < size.length; w++) {
      int from = Math.max(0, w - NEIGHBOURS);
      int to = Math.min(size.length, w + NEIGHBOURS + 1);
      double local = quantile(largest, from, to, 0.6);
      size[w] = Math.max(FLOOR_MICROVOLTS, Math.max(local, 0.2 * usual));
      double clean = Math.max(0, 1 - 1.7 * quantile(middle, from, to, 0.5) / size[w]);
      weight[w] = 0.01 + clean * clean;
    }
    return Optional.of(new ComplexEnergy(energy, deflection, missing, step, size, weight));
  }

  /** Adds what this lead says to what the others said. */
  void vote(float[] curve, float[] shape, float[] weights) {
    for (int i = 0; i < energy.length; i++) {
      if (!missing[i]) {
        int w = Math.min(size.length - 1, i / step);
        double scale = weight[w] / size[w];
        curve[i] += (float) Math.min(1.5 * weight[w], energy[i] * scale);
        shape[i] += (float) (deflection[i] * scale);
        weights[i] += (float) weight[w];
      }
    }
  }

  static float[] band(float[] samples, double lowHz, double highHz, double hz) {
    var high = ZeroPhaseFilter.highPass(lowHz, hz).apply(samples);
    return highHz < 0.45 * hz ? ZeroPhaseFilter.lowPass(highHz, hz).apply(high) : high;
  }

  private static float[] smoothedRoot(float[] samples, int reach) {
    var sums = new double[samples.length + 1];
    for (int i = 0; i < samples.length; i++) {
      sums[i + 1] = sums[i] + (double) samples[i] * samples[i];
    }
    var result = new float[samples.length];
    for (int i = 0; i < result.length; i++) {
      int from = Math.max(0, i - reach);
      int to = Math.min(samples.length, i + reach + 1);
      result[i] = (float) Math.sqrt(Math.max(0, sums[to] - sums[from]) / (2 * reach + 1));
    }
    return result;
  }

  private static double quantile(double[] values, int from, int to, double share) {
    var sorted = Arrays.copyOfRange(values, from, to);
    Arrays.sort(sorted);
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }
}
