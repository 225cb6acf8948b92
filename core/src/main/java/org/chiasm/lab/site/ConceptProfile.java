package org.chiasm.lab.site;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.chiasm.study.ValueDistribution;

/**
 * How the facts of one measurement concept look at one site.
 *
 * @param concept its name in the study
 * @param unit UCUM, the unit of the distribution
 * @param facts facts of the concept's codes
 * @param subjects subjects with at least one number
 * @param withoutUnit numbers sent without a unit
 * @param unreadable facts without a number that could be converted, unit or not
 * @param units number of values by unit as the feed spells it
 * @param distribution of the converted numbers, before any plausible range; empty where there are
 *     none
 * @param lagMinutes median minutes from effective to available time; empty where no fact has both
 * @param assumedLags how many facts have an assumed available time
 * @param hours facts by hour of the day of their effective time, 24 counts
 * @param spikes values that leave a subject's own level by the factor between two units; empty
 *     where none do, and in profiles read from a file
 */
public record ConceptProfile(
    String concept,
    String unit,
    long facts,
    long subjects,
    long withoutUnit,
    long unreadable,
    Map<String, Long> units,
    Optional<ValueDistribution> distribution,
    Optional<Double> lagMinutes,
    long assumedLags,
    List<Long> hours,
    Optional<UnitSpikes.Finding> spikes) {
  /** Copies the collections. */
  public ConceptProfile {
    requireNonNull(concept, "concept");
    requireNonNull(unit, "unit");
    units = Collections.unmodifiableMap(new TreeMap<>(units));
    requireNonNull(distribution, "distribution");
    requireNonNull(lagMinutes, "lagMinutes");
    hours = List.copyOf(hours);
    requireNonNull(spikes, "spikes");
    if (hours.size() != 24) {
      throw new IllegalArgumentException("A day has 24 hours, got " + hours.size());
    }
  }

  /** The same without what only the facts themselves show: as a file keeps it. */
  public ConceptProfile(
      String concept,
      String unit,
      long facts,
      long subjects,
      long withoutUnit,
      long unreadable,
      Map<String, Long> units,
      Optional<ValueDistribution> distribution,
      Optional<Double> lagMinutes,
      long assumedLags,
      List<Long> hours) {
    this(
        concept,
        unit,
        facts,
        subjects,
        withoutUnit,
        unreadable,
        units,
        distribution,
        lagMinutes,
        assumedLags,
        hours,
        Optional.empty());
  }

  /** How many converted numbers the distribution rests on. */
  public long values() {
    return distribution.map(ValueDistribution::values).orElse(0L);
  }
}
