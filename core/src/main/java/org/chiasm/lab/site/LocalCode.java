package org.chiasm.lab.site;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.chiasm.Code;
import org.chiasm.study.ValueDistribution;

/**
 * A code of a feed that no standard code accompanies and no site file explains.
 *
 * @param code as the feed gives it
 * @param text the feed's words for it, may be empty
 * @param facts how many facts have it
 * @param units number of values by unit as spelled, the empty one for none
 * @param distribution of the numbers in the most frequent unit; empty where there are none
 */
public record LocalCode(
    Code code,
    String text,
    long facts,
    Map<String, Long> units,
    Optional<ValueDistribution> distribution) {
  /** Copies the units. */
  public LocalCode {
    requireNonNull(code, "code");
    requireNonNull(text, "text");
    units = Collections.unmodifiableMap(new TreeMap<>(units));
    requireNonNull(distribution, "distribution");
  }

  /** The most frequent unit, as spelled; empty where no value has one. */
  public String unit() {
    return units.entrySet().stream()
        .filter(each -> !each.getKey().isEmpty())
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("");
  }
}
