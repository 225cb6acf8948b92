package org.chiasm.app.hospital;

/**
 * A 12-lead ECG of ten seconds in sinus rhythm at the patient's heart rate, as sums of Gaussian
 * waves.
 */
final class EcgSynthesizer {
  static final String[] LEADS = {
    "I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"
  };
  static final int SAMPLING_HZ = 500;
  static final int SECONDS = 10;

  /** Offset from the R peak in seconds and width in seconds of P, Q, R, S, T. */
  private static final double[][] WAVES = {
    {-0.17, 0.022}, {-0.026, 0.009}, {0, 0.011}, {0.028, 0.010}, {0.26, 0.05}
  };

  /** Amplitudes of P, Q, R, S, T in mV, by lead. */
  private static final double[][] AMPLITUDES = {
    {0.08, -0.05, 0.7, -0.1, 0.2},
    {0.14, -0.08, 1.1, -0.15, 0.3},
    {0.06, -0.05, 0.4, -0.1, 0.1},
    {-0.11, 0.06, -0.9, 0.12, -0.25},
    {0.04, -0.04, 0.4, -0.08, 0.1},
    {0.1, -0.06, 0.75, -0.12, 0.2},
    {0.05, 0, 0.25, -0.9, -0.1},
    {0.06, 0, 0.45, -1.2, 0.35},
    {0.07, -0.03, 0.8, -0.8, 0.4},
    {0.08, -0.06, 1.2, -0.45, 0.4},
    {0.08, -0.08, 1.2, -0.2, 0.35},
    {0.08, -0.08, 1.0, -0.1, 0.28}
  };

  private static final double NOISE_MV = 0.012;
  private static final double MICROVOLTS_PER_MV = 1000;

  private EcgSynthesizer() {}

  /**
   * The signal in µV, lead by lead.
   *
   * @param electrodesOff the patient took them off: nothing but a flat line
   */
  static short[][] signal(long seed, PatientTruth patient, boolean electrodesOff) {
    int samples = SAMPLING_HZ * SECONDS;
    var signal = new short[LEADS.length][samples];
    if (electrodesOff) {
      return signal;
    }
    var chance = new Chance(seed, patient.index(), "ecg");
    double interval = 60 / patient.heartRate();
    double wander = chance.between(0, 2 * StrictMath.PI);
    for (double peak = chance.between(0.2, 0.2 + interval) - 2 * interval;
        peak < SECONDS + interval;
        peak += interval * (1 + 0.02 * chance.normal())) {
      addBeat(signal, peak, Math.min(1, interval / 0.75));
    }
    for (int lead = 0; lead < LEADS.length; lead++) {
      for (int i = 0; i < samples; i++) {
        double drift = 0.05 * StrictMath.sin(wander + 2 * StrictMath.PI * 0.25 * i / SAMPLING_HZ);
        signal[lead][i] +=
            (short) Math.round(MICROVOLTS_PER_MV * (drift + NOISE_MV * chance.normal()));
      }
    }
    return signal;
  }

  /** {@code squeeze} shortens the T wave's distance at fast rates. */
  private static void addBeat(short[][] signal, double peak, double squeeze) {
    for (int wave = 0; wave < WAVES.length; wave++) {
      double offset = WAVES[wave][0] * (wave == WAVES.length - 1 || wave == 0 ? squeeze : 1);
      double width = WAVES[wave][1];
      int from = (int) Math.max(0, (peak + offset - 4 * width) * SAMPLING_HZ);
      int to = (int) Math.min(signal[0].length - 1.0, (peak + offset + 4 * width) * SAMPLING_HZ);
      for (int i = from; i <= to; i++) {
        double distance = ((double) i / SAMPLING_HZ - peak - offset) / width;
        double shape = StrictMath.exp(-distance * distance / 2);
        for (int lead = 0; lead < signal.length; lead++) {
          signal[lead][i] += (short) Math.round(MICROVOLTS_PER_MV * AMPLITUDES[lead][wave] * shape);
        }
      }
    }
  }
}
