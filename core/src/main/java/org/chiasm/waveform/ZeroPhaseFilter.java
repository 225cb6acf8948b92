package org.chiasm.waveform;

/**
 * A second-order Butterworth filter run forward and backward, so that nothing shifts in time
 * (bilinear transform; Oppenheim and Schafer, Discrete-Time Signal Processing, 7.1). The ends are
 * continued by point reflection.
 */
public final class ZeroPhaseFilter {
  private final double b0;
  private final double b1;
  private final double a1;
  private final double a2;
  private final int padding;

  private ZeroPhaseFilter(double b0, double b1, double a1, double a2, int padding) {
    this.b0 = b0;
    this.b1 = b1;
    this.a1 = a1;
    this.a2 = a2;
    this.padding = padding;
  }

  /** Passes what lies below the cut-off frequency. */
  public static ZeroPhaseFilter lowPass(double cutoffHz, double samplingHz) {
    double k = Math.tan(Math.PI * Math.min(cutoffHz / samplingHz, 0.49));
    double norm = 1 / (1 + Math.sqrt(2) * k + k * k);
    return new ZeroPhaseFilter(
        k * k * norm,
        2 * k * k * norm,
        2 * (k * k - 1) * norm,
        (1 - Math.sqrt(2) * k + k * k) * norm,
        padding(cutoffHz, samplingHz));
  }

  /** Passes what lies above the cut-off frequency. */
  public static ZeroPhaseFilter highPass(double cutoffHz, double samplingHz) {
    double k = Math.tan(Math.PI * Math.min(cutoffHz / samplingHz, 0.49));
    double norm = 1 / (1 + Math.sqrt(2) * k + k * k);
    return new ZeroPhaseFilter(
        norm,
        -2 * norm,
        2 * (k * k - 1) * norm,
        (1 - Math.sqrt(2) * k + k * k) * norm,
        padding(cutoffHz, samplingHz));
  }

  /** The filtered samples, in a new array; none of them may be NaN. */
  public float[] apply(float[] samples) {
    int n = samples.length;
    int pad = Math.min(padding, n - 1);
    var work = new double[n + 2 * pad];
    for (int i = 0; i < pad; i++) {
      work[i] = 2.0 * samples[0] - samples[pad - i];
      work[pad + n + i] = 2.0 * samples[n - 1] - samples[n - 2 - i];
    }
    for (int i = 0; i < n; i++) {
      work[pad + i] = samples[i];
    }
    run(work, 0, 1);
    run(work, work.length - 1, -1);
    var result = new float[n];
    for (int i = 0; i < n; i++) {
      result[i] = (float) work[pad + i];
    }
    return result;
  }

  private void run(double[] work, int start, int step) {
    double rest = work[start];
    double s2 = (b0 - a2 * gain()) * rest;
    double s1 = (b1 - a1 * gain()) * rest + s2;
    for (int i = start; i >= 0 && i < work.length; i += step) {
      double x = work[i];
      double y = b0 * x + s1;
      s1 = b1 * x - a1 * y + s2;
      s2 = b0 * x - a2 * y;
      work[i] = y;
    }
  }

  private double gain() {
    return (2 * b0 + b1) / (1 + a1 + a2);
  }

  private static int padding(double cutoffHz, double samplingHz) {
    return (int) Math.ceil(samplingHz / cutoffHz);
  }
}
