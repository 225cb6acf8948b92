package org.chiasm.learn.tolerance;

/**
 * One point of a semivariogram: pairs of values of the same subject whose gap lies in a span.
 *
 * @param fromHours exclusive
 * @param toHours inclusive
 * @param pairs how many
 * @param subjects of how many subjects
 * @param semivariance robust, on the scale of the variogram; NaN without pairs
 * @param drift it as a share of the variance between subjects
 * @param driftLow 2.5th percentile over resamples of subjects; NaN where too few pairs
 * @param driftHigh 97.5th percentile
 */
public record GapBin(
    double fromHours,
    double toHours,
    long pairs,
    int subjects,
    double semivariance,
    double drift,
    double driftLow,
    double driftHigh) {}
