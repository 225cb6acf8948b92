package org.chiasm.imaging.appearance;

import java.util.OptionalDouble;

/** The noise power spectrum of square patches, by a plain discrete Fourier transform. */
final class PatchSpectrum {
  private PatchSpectrum() {}

  /** Adds the power of one patch to {@code power}, both {@code side} × {@code side}. */
  static void add(double[] patch, int side, double[] power) {
    double[] cos = new double[side];
    double[] sin = new double[side];
    for (int i = 0; i < side; i++) {
      cos[i] = Math.cos(2 * Math.PI * i / side);
      sin[i] = Math.sin(2 * Math.PI * i / side);
    }
    double[] real = new double[side * side];
    double[] imaginary = new double[side * side];
    for (int y = 0; y < side; y++) {
      for (int u = 0; u < side; u++) {
        for (int x = 0; x < side; x++) {
          int turn = u * x % side;
          real[y * side + u] += patch[y * side + x] * cos[turn];
          imaginary[y * side + u] -= patch[y * side + x] * sin[turn];
        }
      }
    }
    for (int v = 0; v < side; v++) {
      for (int u = 0; u < side; u++) {
        double re = 0;
        double im = 0;
        for (int y = 0; y < side; y++) {
          int turn = v * y % side;
          double a = real[y * side + u];
          double b = imaginary[y * side + u];
          re += a * cos[turn] + b * sin[turn];
          im += b * cos[turn] - a * sin[turn];
        }
        power[v * side + u] += re * re + im * im;
      }
    }
  }

  /**
   * The mean frequency, weighted by power, of the disc up to half a cycle for each pixel; in cycles
   * for each pixel; empty where there is no power.
   */
  static OptionalDouble meanFrequency(double[] power, int side) {
    double above = 0;
    double below = 0;
    for (int v = 0; v < side; v++) {
      for (int u = 0; u < side; u++) {
        double frequency = Math.hypot(Math.min(u, side - u), Math.min(v, side - v)) / side;
        if (frequency > 0 && frequency <= 0.5) {
          above += frequency * power[v * side + u];
          below += power[v * side + u];
        }
      }
    }
    return below > 0 ? OptionalDouble.of(above / below) : OptionalDouble.empty();
  }
}
