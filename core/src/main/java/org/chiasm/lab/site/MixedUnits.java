package org.chiasm.lab.site;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.chiasm.lab.site.UnitHypotheses.Hypothesis;
import org.chiasm.study.ValueDistribution;
import org.jspecify.annotations.Nullable;

/**
 * The suspicion that part of a concept's values is in another unit than stated: a site's quantiles
 * are compared with those of a mixture of the reference and of the reference read in the wrong
 * unit, whose share is fitted.
 *
 * <p>Between quantiles the reference is interpolated, beyond the outer ones it falls as a normal
 * distribution (of logarithms where values are positive) does. The measure is the Kullback-Leibler
 * divergence of the site's shares between its quantiles from those of the mixture; evidence is
 * counted in subjects, not in values, because the values of one subject are alike.
 */
final class MixedUnits {
  /** The two humps must lie so many standard deviations of the reference apart to be told apart. */
  private static final double APART_MIN = 2.5;

  private static final double SHARE_MIN = 0.02;
  private static final double STEP = 0.005;

  /** Twice the logarithm of the likelihood ratio that the second hump must be worth. */
  private static final double EVIDENCE_MIN = 30;

  private static final double LEFT_MAX = 0.08;
  private static final double NOISE = 12;
  private static final double RATIO = 3;

  /** No share is taken for rarer, so that one stray value is not evidence without end. */
  private static final double RAREST = 1e-4;

  private final ValueDistribution reference;
  private final boolean logarithmic;
  private final double spread;

  private MixedUnits(ValueDistribution reference, ValueDistribution site) {
    this.reference = reference;
    this.logarithmic = reference.isPositive() && site.isPositive();
    double middle = (of(reference.quantile(0.75)) - of(reference.quantile(0.25))) / 1.349;
    double wide = (of(reference.quantile(0.95)) - of(reference.quantile(0.05))) / 3.29;
    this.spread = Math.max(1e-9, Math.max(middle, wide));
  }

  /**
   * A wrong unit of a part.
   *
   * @param hypothesis which unit was taken for which
   * @param share of the values that are in it, above 0 and below 1
   * @param before the divergence if nothing was wrong
   * @param after the same with that share in that unit
   */
  record Fit(Hypothesis hypothesis, double share, double before, double after) {}

  /**
   * The best fit; empty where no mixture explains the site clearly better than the reference.
   *
   * @param subjects how many subjects the evidence rests on, by both sites: one over the sum of the
   *     inverses
   */
  static Optional<Fit> find(
      List<Hypothesis> hypotheses,
      ValueDistribution site,
      ValueDistribution reference,
      double subjects) {
    if (site.isPositive() != reference.isPositive()) {
      return Optional.empty();
    }
    var mixture = new MixedUnits(reference, site);
    double before = mixture.divergence(site, null, 0);
    if (2 * subjects * before < EVIDENCE_MIN) {
      return Optional.empty();
    }
    return hypotheses.stream()
        .filter(mixture::isApart)
        .map(each -> mixture.fit(site, each, before))
        .filter(
            fit ->
                fit.share() >= SHARE_MIN
                    && fit.share() <= 1 - SHARE_MIN
                    && fit.after() <= LEFT_MAX + NOISE / (2 * subjects)
                    && fit.after() * RATIO <= fit.before()
                    && 2 * subjects * (fit.before() - fit.after()) >= EVIDENCE_MIN)
        .min(Comparator.comparingDouble(Fit::after));
  }

  private boolean isApart(Hypothesis hypothesis) {
    double median = reference.quantile(0.5);
    double moved = hypothesis.repair().applyAsDouble(median);
    return Double.isFinite(moved)
        && (!logarithmic || moved > 0)
        && Math.abs(of(moved) - of(median)) >= APART_MIN * spread;
  }

  private Fit fit(ValueDistribution site, Hypothesis hypothesis, double before) {
    double best = 0;
    double least = before;
    for (double share = STEP; share < 1; share += STEP) {
      double divergence = divergence(site, hypothesis, share);
      if (divergence < least) {
        least = divergence;
        best = share;
      }
    }
    return new Fit(hypothesis, best, before, least);
  }

  private double divergence(ValueDistribution site, @Nullable Hypothesis hypothesis, double share) {
    double sum = 0;
    double ownBefore = 0;
    double expectedBefore = 0;
    for (int i = 0; i <= ValueDistribution.SHARES.size(); i++) {
      double own = 1;
      double expected = 1;
      if (i < ValueDistribution.SHARES.size()) {
        double value = site.quantiles().get(i);
        expected = expected(value, hypothesis, share);
        own = Math.max(ownBefore, share(site, value, expected));
      }
      double part = own - ownBefore;
      if (part > 0) {
        sum += part * Math.log(part / Math.max(RAREST, expected - expectedBefore));
      }
      ownBefore = own;
      expectedBefore = Math.max(expectedBefore, expected);
    }
    return Math.max(0, sum);
  }

  private double expected(double value, @Nullable Hypothesis hypothesis, double share) {
    double below = (1 - share) * below(value);
    if (hypothesis == null) {
      return below;
    }
    double repaired = hypothesis.repair().applyAsDouble(value);
    return below + share * (Double.isFinite(repaired) ? below(repaired) : 0);
  }

  /**
   * The site's share below a value: a value that many subjects share is several quantiles at once,
   * of which the one nearest to what is expected counts.
   */
  private static double share(ValueDistribution site, double value, double expected) {
    int first = site.quantiles().indexOf(value);
    int last = site.quantiles().lastIndexOf(value);
    return Math.clamp(
        expected, ValueDistribution.SHARES.get(first), ValueDistribution.SHARES.get(last));
  }

  /** The share of the reference below a value. */
  private double below(double value) {
    if (logarithmic && value <= 0) {
      return 0;
    }
    var quantiles = reference.quantiles();
    double at = of(value);
    int last = quantiles.size() - 1;
    if (at <= of(quantiles.getFirst())) {
      double beyond = (of(quantiles.getFirst()) - at) / spread;
      return ValueDistribution.SHARES.getFirst() * tail(beyond);
    }
    if (at >= of(quantiles.get(last))) {
      double beyond = (at - of(quantiles.get(last))) / spread;
      return 1 - (1 - ValueDistribution.SHARES.get(last)) * tail(beyond);
    }
    int i = 0;
    while (of(quantiles.get(i + 1)) < at) {
      i++;
    }
    double left = of(quantiles.get(i));
    double right = of(quantiles.get(i + 1));
    double part = right > left ? (at - left) / (right - left) : 1;
    double from = ValueDistribution.SHARES.get(i);
    return from + part * (ValueDistribution.SHARES.get(i + 1) - from);
  }

  /** What is left of a tail so many standard deviations further out than its first percent. */
  private static double tail(double beyond) {
    return Math.exp(-beyond * (2.326 + beyond / 2));
  }

  private double of(double number) {
    return logarithmic ? Math.log(number) : number;
  }
}
