package org.chiasm.study;

/** How subjects are divided. Every row of a subject falls on the same side. */
public sealed interface SplitDefinition {
  /** The seed of the division. */
  long seed();

  /**
   * Three parts, by share of subjects.
   *
   * @param train what models are fitted on
   * @param tuning what choices and calibration are made on
   * @param heldOut what is reported
   * @param temporal whether subjects are divided by the time of their first prediction, the
   *     earliest for training and the latest held out, rather than at random
   */
  record Shares(long seed, double train, double tuning, double heldOut, boolean temporal)
      implements SplitDefinition {
    /** At random. */
    public Shares(long seed, double train, double tuning, double heldOut) {
      this(seed, train, tuning, heldOut, false);
    }

    /** Checks that the shares are positive and sum to 1 within 1e-9. */
    public Shares {
      if (!(train > 0 && tuning > 0 && heldOut > 0)
          || Math.abs(train + tuning + heldOut - 1) > 1e-9) {
        throw new IllegalArgumentException(
            "Split shares must be positive and sum to 1, got "
                + train
                + ", "
                + tuning
                + ", "
                + heldOut);
      }
    }
  }

  /**
   * Cross-validation: each fold is held out once, and the one after it, or 400 subjects of it, is
   * for tuning.
   *
   * @param folds at least 3
   */
  record Folds(long seed, int folds) implements SplitDefinition {
    /** Checks that train, tuning and held-out parts are never empty. */
    public Folds {
      if (folds < 3) {
        throw new IllegalArgumentException("folds must be at least 3, got " + folds);
      }
    }
  }
}
