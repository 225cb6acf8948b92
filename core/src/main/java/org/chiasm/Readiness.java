package org.chiasm;

/** Whether the model may run on a row. */
public enum Readiness {
  /** Every required input is there and the missing budget holds. */
  READY,
  /** A required input may still arrive. */
  WAIT,
  /** The model must not run; the reasons say why. */
  ABSTAIN
}
