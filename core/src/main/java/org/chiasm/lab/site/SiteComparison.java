package org.chiasm.lab.site;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chiasm.lab.site.SiteFinding.Cause;
import org.chiasm.lab.site.UnitHypotheses.Hypothesis;
import org.chiasm.study.Concept;
import org.chiasm.study.ValueDistribution;

/**
 * Compares a site with the reference a model was trained on, concept by concept, and names likely
 * causes of what differs. Distances are in standard deviations of the reference (of logarithms
 * where values are positive), from quantiles only, so that outliers do not count.
 */
public final class SiteComparison {
  /** Fewer values on either side are not compared. */
  static final long VALUES_MIN = 30;

  /** A unit is only suspected where the distance is above this, and falls to a third. */
  private static final double FAR = 1.2;

  private static final double SHIFTED = 0.35;
  private static final double UNIT_FITS = 0.75;
  private static final double RATIO = 3;

  /** What chance moves a site by, at one subject: values of one subject are alike. */
  private static final double NOISE = 3.5;

  /** A change of the share of subjects with a value that is named, beyond four standard errors. */
  private static final double SHARE_CHANGED = 0.1;

  private SiteComparison() {}

  /** The findings of every measurement concept, in order; at least one for each. */
  public static List<SiteFinding> compare(
      Collection<? extends Concept> concepts, SiteProfile site, SiteProfile reference) {
    var findings = new ArrayList<SiteFinding>();
    for (var concept : concepts) {
      if (concept instanceof Concept.Measurement measurement) {
        findings.addAll(ofConcept(measurement, site, reference));
      }
    }
    return findings;
  }

  private static List<SiteFinding> ofConcept(
      Concept.Measurement concept, SiteProfile site, SiteProfile reference) {
    String name = concept.name();
    var here = site.concepts().get(name);
    var there = reference.concepts().get(name);
    if (here == null || there == null || (here.facts() == 0 && there.facts() == 0)) {
      return List.of(finding(name, Cause.TOO_FEW, "no values to compare"));
    }
    if (here.facts() == 0) {
      return List.of(
          finding(
              name,
              Cause.MISSING_FEED,
              String.format(
                  Locale.ROOT, "the reference has %,d facts and this site none", there.facts())));
    }
    var findings = new ArrayList<SiteFinding>();
    if (here.facts() >= VALUES_MIN && here.unreadable() > 0.05 * here.facts()) {
      findings.add(
          finding(
              name,
              Cause.UNREADABLE_VALUES,
              String.format(
                  Locale.ROOT,
                  "%,d of %,d facts have no number that could be converted (%,d without a unit)",
                  here.unreadable(),
                  here.facts(),
                  here.withoutUnit())));
    }
    if (here.values() < VALUES_MIN || there.values() < VALUES_MIN) {
      findings.add(
          finding(
              name,
              Cause.TOO_FEW,
              String.format(
                  Locale.ROOT,
                  "too few: %,d values here, %,d in the reference; %,d are needed",
                  here.values(),
                  there.values(),
                  VALUES_MIN)));
    } else {
      distribution(
              concept,
              here.distribution().orElseThrow(),
              there.distribution().orElseThrow(),
              1 / (1.0 / here.subjects() + 1.0 / there.subjects()),
              here.spikes())
          .ifPresent(findings::add);
    }
    missing(site, here, reference, there).ifPresent(findings::add);
    ClockComparison.compare(here, there).ifPresent(findings::add);
    if (findings.isEmpty()) {
      findings.add(finding(name, Cause.NONE, "no difference that matters"));
    }
    return findings;
  }

  private static Optional<SiteFinding> distribution(
      Concept.Measurement concept,
      ValueDistribution here,
      ValueDistribution there,
      double subjects,
      Optional<UnitSpikes.Finding> spikes) {
    var measure = new QuantileDistance(there, here);
    double distance = measure.distance(here, number -> number).orElse(Double.MAX_VALUE);
    double noise = NOISE / Math.sqrt(subjects);
    var hypotheses = UnitHypotheses.of(concept);
    var whole = wrongUnit(concept, hypotheses, here, measure, new Limits(distance, noise));
    if (whole.isPresent()) {
      return whole;
    }
    var mixed = MixedUnits.find(hypotheses, here, there, subjects);
    if (mixed.isPresent()) {
      return Optional.of(mixedUnits(concept, mixed.get(), there.quantile(0.5)));
    }
    if (spikes.isPresent()) {
      return spikes.map(each -> spikes(concept, each));
    }
    return distance <= Math.max(SHIFTED, noise)
        ? Optional.empty()
        : Optional.of(otherValues(concept, here, there, measure, distance));
  }

  /** How far the site lies from the reference, and how far chance could have moved it. */
  private record Limits(double distance, double noise) {}

  private static Optional<SiteFinding> wrongUnit(
      Concept.Measurement concept,
      List<Hypothesis> hypotheses,
      ValueDistribution here,
      QuantileDistance measure,
      Limits limits) {
    record Fit(Hypothesis hypothesis, double distance) {}
    if (limits.distance() <= Math.max(FAR, limits.noise())) {
      return Optional.empty();
    }
    double median = here.quantile(0.5);
    return hypotheses.stream()
        .flatMap(
            each ->
                measure.distance(here, each.repair()).stream()
                    .mapToObj(after -> new Fit(each, after)))
        .min(Comparator.comparingDouble(Fit::distance))
        .filter(
            best ->
                best.distance() <= Math.max(UNIT_FITS, limits.noise())
                    && best.distance() * RATIO <= limits.distance())
        .map(
            best -> {
              double factor = best.hypothesis().factorAt(median == 0 ? 1 : median);
              return new SiteFinding(
                  concept.name(),
                  Cause.WRONG_UNIT,
                  String.format(
                      Locale.ROOT,
                      "looks like %s read as %s, factor %.4g: distance %.2f before, %.2f after",
                      best.hypothesis().trueUnit(),
                      best.hypothesis().readAs(),
                      factor,
                      limits.distance(),
                      best.distance()),
                  Optional.of(factor),
                  Optional.of(1.0));
            });
  }

  private static SiteFinding mixedUnits(
      Concept.Measurement concept, MixedUnits.Fit fit, double usual) {
    double sent = usual * usual / fit.hypothesis().repair().applyAsDouble(usual);
    double factor = fit.hypothesis().factorAt(Double.isFinite(sent) && sent != 0 ? sent : 1);
    return new SiteFinding(
        concept.name(),
        Cause.MIXED_UNITS,
        String.format(
            Locale.ROOT,
            "%.0f %% of the values look like %s read as %s, factor %.4g: divergence %.2f before, %.2f"
                + " after",
            100 * fit.share(),
            fit.hypothesis().trueUnit(),
            fit.hypothesis().readAs(),
            factor,
            fit.before(),
            fit.after()),
        Optional.of(factor),
        Optional.of(fit.share()));
  }

  private static SiteFinding spikes(Concept.Measurement concept, UnitSpikes.Finding found) {
    return new SiteFinding(
        concept.name(),
        Cause.MIXED_UNITS,
        String.format(
            Locale.ROOT,
            "%,d of %,d values leave the same subject's values before and after them as if %s were"
                + " read as %s, factor %.4g: %.1f would be chance",
            found.spikes(),
            found.triples(),
            found.trueUnit(),
            found.readAs(),
            found.factor(),
            found.expected()),
        Optional.of(found.factor()),
        Optional.of(found.share()));
  }

  private static SiteFinding otherValues(
      Concept.Measurement concept,
      ValueDistribution here,
      ValueDistribution there,
      QuantileDistance measure,
      double distance) {
    String shift =
        measure.isLogarithmic()
            ? String.format(Locale.ROOT, "ratio %.3g", measure.shift(here))
            : String.format(Locale.ROOT, "difference %.3g %s", measure.shift(here), concept.unit());
    String figures =
        String.format(
            Locale.ROOT,
            "median %.4g here, %.4g in the reference (%s), spread %.2f times, distance %.2f",
            here.quantile(0.5),
            there.quantile(0.5),
            shift,
            measure.spreadRatio(here),
            distance);
    return finding(
        concept.name(),
        distance > FAR ? Cause.WRONG_CODE : Cause.DIFFERENT_ASSAY,
        (distance > FAR
                ? "no unit explains it; another quantity under this code: "
                : "a moderate shift, as of another assay or patient mix: ")
            + figures);
  }

  private static Optional<SiteFinding> missing(
      SiteProfile site, ConceptProfile here, SiteProfile reference, ConceptProfile there) {
    if (site.subjects() < VALUES_MIN || reference.subjects() < VALUES_MIN) {
      return Optional.empty();
    }
    double share = (double) here.subjects() / site.subjects();
    double before = (double) there.subjects() / reference.subjects();
    double error =
        Math.sqrt(
            before * (1 - before) / reference.subjects() + share * (1 - share) / site.subjects());
    double change = Math.abs(before - share);
    if (change <= 4 * error
        || (change <= SHARE_CHANGED && Math.min(share, before) >= Math.max(share, before) / 2)) {
      return Optional.empty();
    }
    return Optional.of(
        finding(
            here.concept(),
            share < before ? Cause.MORE_MISSING : Cause.LESS_MISSING,
            String.format(
                Locale.ROOT,
                "%.0f %% of subjects have a value here, %.0f %% in the reference",
                100 * share,
                100 * before)));
  }

  static SiteFinding finding(String concept, Cause cause, String evidence) {
    return new SiteFinding(concept, cause, evidence, Optional.empty(), Optional.empty());
  }
}
