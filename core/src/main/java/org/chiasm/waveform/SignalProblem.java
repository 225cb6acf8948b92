package org.chiasm.waveform;

/** What can be wrong with a lead, or with a signal as a whole. */
public enum SignalProblem {
  /** Half or more of the samples were not recorded. */
  LEAD_OFF(true),
  /** One twentieth or more of the samples were not recorded. */
  GAPS(false),
  /**
   * No voltage to speak of: within 20 µV, or unmoved for two seconds and more, half of the time.
   */
  FLAT(true),
  /** Clipped at an end of the amplifier's range. */
  SATURATED(true),
  /** Farther than 15 mV from its middle: not an electrocardiogram's voltage. */
  IMPLAUSIBLE_AMPLITUDE(true),
  /** Muscle or mains noise about as large as the complexes' smaller waves. */
  NOISY(true),
  /** The base line moves by more than a millivolt. */
  BASELINE_WANDER(false),
  /**
   * Lead II is not the sum of I and III (Einthoven): mixed up, scaled apart, or not simultaneous.
   */
  LIMB_LEADS_INCONSISTENT(false),
  /** Shorter than two seconds. */
  TOO_SHORT(true),
  /** Sampled below 50 Hz. */
  SAMPLED_TOO_SLOWLY(true),
  /** No heart beat found. */
  NO_BEATS(true);

  private final boolean disqualifying;

  SignalProblem(boolean disqualifying) {
    this.disqualifying = disqualifying;
  }

  /** Whether the lead, or the signal if the problem is one of the whole, must not be used. */
  public boolean isDisqualifying() {
    return disqualifying;
  }
}
