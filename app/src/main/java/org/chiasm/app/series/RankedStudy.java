package org.chiasm.app.series;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.chiasm.imaging.ImagingStudy;
import org.chiasm.imaging.SeriesRanking;
import org.chiasm.imaging.SeriesSelector;
import org.chiasm.imaging.SeriesTraits;

/**
 * One imaging study ranked by one rule.
 *
 * @param rule what was asked
 * @param ranking every series once
 * @param traits what each is, by SeriesInstanceUID
 */
public record RankedStudy(
    NamedRule rule, SeriesRanking ranking, SortedMap<String, SeriesTraits> traits) {
  /** Copies the traits. */
  public RankedStudy {
    traits = new TreeMap<>(traits);
  }

  /** Every study by every rule: studies in their order, and for each the rules in theirs. */
  public static List<RankedStudy> of(List<ImagingStudy> studies, List<NamedRule> rules) {
    var ranked = new ArrayList<RankedStudy>();
    for (var study : studies) {
      var traits = SeriesTraits.of(study);
      for (var rule : rules) {
        ranked.add(new RankedStudy(rule, SeriesSelector.rank(rule.rule(), study), traits));
      }
    }
    return ranked;
  }

  SeriesTraits traitsOf(String seriesInstanceUid) {
    var found = traits.get(seriesInstanceUid);
    if (found == null) {
      throw new IllegalArgumentException("No traits of series " + seriesInstanceUid);
    }
    return found;
  }
}
