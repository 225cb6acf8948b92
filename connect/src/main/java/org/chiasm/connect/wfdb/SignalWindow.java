package org.chiasm.connect.wfdb;

import java.util.OptionalDouble;

/** Where the samples of one signal go: a stretch of microvolts, or nowhere. */
final class SignalWindow {
  private final float[] microvolts;
  private final long first;
  private final SignalFormat format;
  private final double baseline;
  private final double factor;
  private int sum;

  /**
   * A window.
   *
   * @param microvolts filled where samples fall into it; empty where nobody wants them
   * @param first which sample of the signal comes to place 0
   */
  SignalWindow(SignalSpecification signal, float[] microvolts, long first) {
    OptionalDouble perUnit = signal.microvoltsPerUnit();
    this.microvolts = microvolts;
    this.first = first + (long) signal.skew() * signal.samplesPerFrame();
    this.format = signal.format();
    this.baseline = signal.baseline();
    this.factor = perUnit.orElse(1) / signal.gain();
  }

  void put(long index, int sample) {
    sum += sample;
    long at = index - first;
    if (at >= 0 && at < microvolts.length) {
      microvolts[(int) at] =
          format.isInvalid(sample) ? Float.NaN : (float) ((sample - baseline) * factor);
    }
  }

  /** The low 16 bits of the sum of all samples put so far. */
  int checksum() {
    return sum & 0xffff;
  }
}
