package org.chiasm.app.hospital;

/**
 * How large a synthetic hospital is and which one. Equal plans give equal bytes.
 *
 * @param patients 1 to 1,000,000
 * @param seed chooses the hospital
 */
public record HospitalPlan(int patients, long seed) {
  private static final int PATIENTS_MAX = 1_000_000;

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if {@code patients} is out of bounds
   */
  public HospitalPlan {
    if (patients < 1 || patients > PATIENTS_MAX) {
      throw new IllegalArgumentException(
          "A hospital has 1 to " + PATIENTS_MAX + " patients, got " + patients);
    }
  }
}
