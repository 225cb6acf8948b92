package org.chiasm.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chiasm.study.Concept;
import org.chiasm.study.PlausibleRange;

/**
 * The judgement on a number without a unit: which unit it must have been in, if all others can be
 * excluded.
 *
 * <p>The candidates are the concept's unit and those in common use for the analyte. One is accepted
 * only if it puts the number where nearly all patients lie, and every other that would mean another
 * number puts it where no living patient can be, and far from where patients are.
 */
final class UnitInference {
  /** How many times beyond the typical range a rejected candidate must lie. */
  private static final double TYPICAL_MARGIN = 2;

  /** How many times beyond the plausible range. */
  private static final double PLAUSIBLE_MARGIN = 1.1;

  /** Candidates that differ by less mean the same number, such as mmol/L and meq/L of sodium. */
  private static final double SAME = 1e-3;

  private UnitInference() {}

  /**
   * The scale from the inferred unit to the concept's.
   *
   * @return empty where the evidence does not suffice
   */
  static Optional<UnitScale> infer(double value, Concept.Measurement concept, Analyte analyte) {
    var bounds =
        UnitConversion.rule(
            analyte.units().getFirst(), concept.unit(), Optional.of(analyte), Optional.of(analyte));
    if (!(bounds instanceof ConversionRule.Convertible(var toConcept))) {
      return Optional.empty();
    }
    var plausible = range(analyte.plausible(), toConcept);
    var typical = range(analyte.typical(), toConcept);
    Optional<Candidate> accepted = Optional.empty();
    for (var candidate : candidates(value, concept, analyte)) {
      if (typical.contains(candidate.number())
          && concept.plausible().contains(candidate.number())) {
        if (accepted.isPresent() && !accepted.get().meansTheSameAs(candidate)) {
          return Optional.empty();
        }
        accepted = accepted.isPresent() ? accepted : Optional.of(candidate);
      } else if (concept.plausible().contains(candidate.number())
          || isNear(candidate.number(), plausible, PLAUSIBLE_MARGIN)
          || isNear(candidate.number(), typical, TYPICAL_MARGIN)) {
        return Optional.empty();
      }
    }
    return accepted.map(Candidate::scale);
  }

  /** The number in the concept's unit for each unit the analyte is commonly given in. */
  static List<Candidate> candidates(double value, Concept.Measurement concept, Analyte analyte) {
    var units = new ArrayList<String>(List.of(concept.unit()));
    units.addAll(analyte.units());
    var candidates = new ArrayList<Candidate>();
    for (String unit : units) {
      if (UnitConversion.rule(unit, concept.unit(), Optional.of(analyte), Optional.of(analyte))
          instanceof ConversionRule.Convertible(var scale)) {
        candidates.add(new Candidate(scale, scale.apply(value)));
      }
    }
    return candidates;
  }

  private static PlausibleRange range(PlausibleRange range, UnitScale scale) {
    double one = scale.apply(range.low());
    double other = scale.apply(range.high());
    return new PlausibleRange(Math.min(one, other), Math.max(one, other));
  }

  private static boolean isNear(double number, PlausibleRange range, double margin) {
    double low = range.low() > 0 ? range.low() / margin : range.low() * margin;
    double high = range.high() > 0 ? range.high() * margin : range.high() / margin;
    return number >= low && number <= high;
  }

  /** A unit the number may have been in, and what the number would be then. */
  record Candidate(UnitScale scale, double number) {
    boolean meansTheSameAs(Candidate other) {
      return Math.abs(number - other.number)
          <= SAME * Math.max(Math.abs(number), Math.abs(other.number));
    }
  }
}
