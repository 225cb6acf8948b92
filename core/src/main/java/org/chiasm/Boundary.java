package org.chiasm;

/**
 * Which part of a happening a fact reports. What lasts is two facts, because its end becomes known
 * later than its start: a row in the middle of a stay must not see when the patient will leave.
 */
public enum Boundary {
  /** The whole of it, at one time. */
  POINT,
  /** It began. */
  START,
  /** It ended. */
  END
}
