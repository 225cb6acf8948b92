package org.chiasm.waveform;

/** Missing samples of one lead. */
public final class Gaps {
  private Gaps() {}

  /** The share of samples that are missing, 0 to 1. */
  public static double share(float[] samples) {
    int missing = 0;
    for (float sample : samples) {
      if (Float.isNaN(sample)) {
        missing++;
      }
    }
    return (double) missing / samples.length;
  }

  /**
   * The samples with straight lines across gaps and the end values held outward; empty where every
   * sample is missing, and {@code samples} itself where none is.
   */
  public static float[] bridge(float[] samples) {
    int missing = 0;
    for (float sample : samples) {
      if (Float.isNaN(sample)) {
        missing++;
      }
    }
    if (missing == 0) {
      return samples;
    }
    if (missing == samples.length) {
      return new float[0];
    }
    var bridged = samples.clone();
    int before = -1;
    for (int i = 0; i <= bridged.length; i++) {
      boolean end = i == bridged.length;
      if (!end && Float.isNaN(bridged[i])) {
        continue;
      }
      for (int k = before + 1; k < i; k++) {
        if (before < 0) {
          bridged[k] = bridged[i];
        } else if (end) {
          bridged[k] = bridged[before];
        } else {
          float along = (float) (k - before) / (i - before);
          bridged[k] = bridged[before] + along * (bridged[i] - bridged[before]);
        }
      }
      before = i;
    }
    return bridged;
  }
}
