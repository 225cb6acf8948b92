package org.chiasm.lab.site;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A likely cause of a difference between a site and a reference, with its evidence.
 *
 * @param concept the concept's name
 * @param cause what it probably is
 * @param evidence one sentence with the figures
 * @param factor by which a wrong unit must be multiplied; empty for every other cause and where no
 *     single factor does it
 * @param share of the values to which the factor applies, 1 for all; empty where there is none
 */
public record SiteFinding(
    String concept, Cause cause, String evidence, Optional<Double> factor, Optional<Double> share) {
  /** What may be the matter. */
  public enum Cause {
    /** The reference has values and this site has none. */
    MISSING_FEED,
    /** Values are in another unit than stated. */
    WRONG_UNIT,
    /** Part of the values is in another unit than stated. */
    MIXED_UNITS,
    /** Values of another quantity: no unit explains them. */
    WRONG_CODE,
    /** A moderate shift, as between assays or patient mixes. */
    DIFFERENT_ASSAY,
    /** Times are shifted by whole hours. */
    SHIFTED_CLOCK,
    /** Results become available much later, or earlier. */
    OTHER_LAG,
    /** Far fewer subjects have a value. */
    MORE_MISSING,
    /** Far more subjects have a value. */
    LESS_MISSING,
    /** Many numbers cannot be used: unit missing or unknown, or words. */
    UNREADABLE_VALUES,
    /** Too few values to compare. */
    TOO_FEW,
    /** No difference that matters. */
    NONE
  }

  /** Checks that nothing is missing. */
  public SiteFinding {
    requireNonNull(concept, "concept");
    requireNonNull(cause, "cause");
    requireNonNull(evidence, "evidence");
    requireNonNull(factor, "factor");
    requireNonNull(share, "share");
  }
}
