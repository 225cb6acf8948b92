package org.chiasm.study;

import static java.util.Objects.requireNonNull;

/** How subjects are divided. Every row of a subject falls on the same side. */
public sealed interface SplitDefinition {
  /** The seed of the division. */
  long seed();

  /**
   * Three parts at random, by share of subjects.
   *
   * @param train what models are fitted on
   * @param tuning what choices and calibration are made on
   * @param heldOut what is reported
   */
  record Shares(long seed, double train, double tuning, double heldOut) implements SplitDefinition {
    /** Checks that the shares are positive and sum to 1 within 1e-9. */
    public Shares {
      checkShares(train, tuning, heldOut);
    }
  }

  /**
   * Three parts by the time of each subject's first prediction: the earliest train, the next tune,
   * the latest are held out.
   *
   * @param train what models are fitted on
   * @param tuning what choices and calibration are made on
   * @param heldOut what is reported
   */
  record ByTime(long seed, double train, double tuning, double heldOut) implements SplitDefinition {
    /** Checks that the shares are positive and sum to 1 within 1e-9. */
    public ByTime {
      checkShares(train, tuning, heldOut);
    }
  }

  /**
   * Each site is held out once; of the subjects who were never there, a share is for tuning and the
   * others train.
   *
   * @param input of the study, a category: where a row comes from
   * @param tuning share of the other subjects, above 0 and below 1
   */
  record BySite(long seed, String input, double tuning) implements SplitDefinition {
    /** Checks the share. */
    public BySite {
      requireNonNull(input, "input");
      if (!(tuning > 0 && tuning < 1)) {
        throw new IllegalArgumentException("tuning must lie between 0 and 1, got " + tuning);
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

  private static void checkShares(double train, double tuning, double heldOut) {
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
