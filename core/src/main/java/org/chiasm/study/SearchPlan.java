package org.chiasm.study;

/**
 * How much is spent on the search for a learner's settings.
 *
 * @param budget how many shapes of boosted trees are tried on each set of columns, 1 to 200
 */
public record SearchPlan(int budget) {
  /** The most that may be tried: more would only fit the tuning rows. */
  public static final int BUDGET_MAX = 200;

  /** Where a study says nothing. */
  public static final SearchPlan STANDARD = new SearchPlan(4);

  /** Checks the bounds. */
  public SearchPlan {
    if (budget < 1 || budget > BUDGET_MAX) {
      throw new IllegalArgumentException(
          "search.budget must be 1 to " + BUDGET_MAX + ", got " + budget);
    }
  }
}
