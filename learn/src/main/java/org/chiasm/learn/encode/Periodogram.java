package org.chiasm.learn.encode;

/**
 * Spectral power of a real signal by a radix-2 fast Fourier transform (Cooley and Tukey 1965) after
 * removing the mean, a Hann window and padding with zeros to a power of two.
 */
final class Periodogram {
  private Periodogram() {}

  /** Power at bins 0 to N/2 − 1 of a transform of length N, a power of two not below the signal. */
  static double[] power(float[] signal) {
    int length = Math.max(2, Integer.highestOneBit(Math.max(1, signal.length - 1)) * 2);
    var real = new double[length];
    var imaginary = new double[length];
    double mean = 0;
    for (float sample : signal) {
      mean += sample;
    }
    mean /= signal.length;
    for (int i = 0; i < signal.length; i++) {
      double window = 0.5 - 0.5 * StrictMath.cos(2 * Math.PI * (i + 0.5) / signal.length);
      real[Integer.reverse(i) >>> (Integer.numberOfLeadingZeros(length) + 1)] =
          (signal[i] - mean) * window;
    }
    for (int half = 1; half < length; half *= 2) {
      for (int k = 0; k < half; k++) {
        double cosine = StrictMath.cos(-Math.PI * k / half);
        double sine = StrictMath.sin(-Math.PI * k / half);
        for (int even = k; even < length; even += 2 * half) {
          int odd = even + half;
          double turnedReal = cosine * real[odd] - sine * imaginary[odd];
          double turnedImaginary = cosine * imaginary[odd] + sine * real[odd];
          real[odd] = real[even] - turnedReal;
          imaginary[odd] = imaginary[even] - turnedImaginary;
          real[even] += turnedReal;
          imaginary[even] += turnedImaginary;
        }
      }
    }
    var power = new double[length / 2];
    for (int i = 0; i < power.length; i++) {
      power[i] = real[i] * real[i] + imaginary[i] * imaginary[i];
    }
    return power;
  }
}
