package org.chiasm.lab;

import java.util.Optional;
import org.chiasm.lab.UnitInference.Candidate;
import org.chiasm.study.Concept;
import org.chiasm.study.ValueDistribution;

/**
 * The weight of a site's own distribution on the question which unit a number is in: the odds of
 * one unit against another, by Bayes' rule with equal prior odds.
 *
 * <p>A value is taken to come from a normal distribution of logarithms (of the numbers themselves
 * where some are not positive) fitted to the middle of the site's quantiles and widened by a tenth,
 * or, once in 500, from anywhere. The second part bounds what an outlier can prove.
 */
final class UnitEvidence {
  /** The odds above which a unit is accepted or a stated one is set aside. */
  static final double ODDS_MIN = 1000;

  /** Fewer values are no evidence. */
  static final long VALUES_MIN = 200;

  private static final double OUTLIERS = 0.002;
  private static final double WIDENED = 1.1;
  private static final double SPREAD_MIN = 0.02;

  /** Outliers are spread over so many logarithms or standard deviations. */
  private static final double OUTLIER_WIDTH = 7;

  private static final double STEP = 1e-6;

  private final UnitScale toDistribution;
  private final boolean logarithmic;
  private final double center;
  private final double spread;

  private UnitEvidence(UnitScale toDistribution, ValueDistribution distribution) {
    this.toDistribution = toDistribution;
    this.logarithmic = distribution.isPositive();
    this.center = of(distribution.quantile(0.5));
    double middle = (of(distribution.quantile(0.75)) - of(distribution.quantile(0.25))) / 1.349;
    double wide = (of(distribution.quantile(0.95)) - of(distribution.quantile(0.05))) / 3.29;
    double least = logarithmic ? SPREAD_MIN : SPREAD_MIN * Math.max(1, Math.abs(center));
    this.spread = WIDENED * Math.max(least, Math.max(middle, wide));
  }

  /** The evidence of a distribution; empty where it is too thin or of another kind of quantity. */
  static Optional<UnitEvidence> of(
      ValueDistribution distribution, Concept.Measurement concept, Analyte analyte) {
    if (distribution.values() < VALUES_MIN) {
      return Optional.empty();
    }
    return UnitConversion.rule(
                concept.unit(), distribution.unit(), Optional.of(analyte), Optional.of(analyte))
            instanceof ConversionRule.Convertible(var scale)
        ? Optional.of(new UnitEvidence(scale, distribution))
        : Optional.empty();
  }

  /** The one unit that the evidence singles out. */
  Optional<UnitScale> infer(double value, Concept.Measurement concept, Analyte analyte) {
    var candidates = UnitInference.candidates(value, concept, analyte);
    for (var candidate : candidates) {
      if (concept.plausible().contains(candidate.number())
          && candidates.stream()
              .allMatch(
                  other ->
                      other.meansTheSameAs(candidate)
                          || odds(value, candidate, other) >= ODDS_MIN)) {
        return Optional.of(candidate.scale());
      }
    }
    return Optional.empty();
  }

  /** Whether the evidence says that a number is not in the unit it was taken to be in. */
  boolean contradicts(double value, UnitScale taken, Concept.Measurement concept, Analyte analyte) {
    var stated = new Candidate(taken, taken.apply(value));
    return UnitInference.candidates(value, concept, analyte).stream()
        .anyMatch(
            other ->
                concept.plausible().contains(other.number())
                    && !other.meansTheSameAs(stated)
                    && odds(value, other, stated) >= ODDS_MIN);
  }

  private double odds(double value, Candidate one, Candidate other) {
    return density(value, one.scale()) / density(value, other.scale());
  }

  /** The density of the number as it was sent, if it was in the unit of this scale. */
  private double density(double value, UnitScale toConcept) {
    var scale = toConcept.andThen(toDistribution);
    double number = scale.apply(value);
    double step = STEP * Math.max(1e-3, Math.abs(value));
    double slope = Math.abs(scale.apply(value + step) - number) / step;
    if (!Double.isFinite(number) || !Double.isFinite(slope) || (logarithmic && number <= 0)) {
      return OUTLIERS * Double.MIN_NORMAL;
    }
    double distance = (of(number) - center) / spread;
    double normal = Math.exp(-distance * distance / 2) / (spread * Math.sqrt(2 * Math.PI));
    double anywhere = 1 / (logarithmic ? OUTLIER_WIDTH : OUTLIER_WIDTH * spread);
    double jacobian = logarithmic ? slope / number : slope;
    return ((1 - OUTLIERS) * normal + OUTLIERS * anywhere) * jacobian;
  }

  private double of(double number) {
    return logarithmic ? Math.log(number) : number;
  }
}
